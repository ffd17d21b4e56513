<?php
// WordPress asks no address like that of the Worker beside it: a local one, at a port of its own.
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', function ($ports, $host, $url) {
    return [...$ports, wp_parse_url($url, PHP_URL_PORT)];
}, 10, 3);

// What a webmaster may add: then WordPress takes the letters' markup as it is.
wp_oembed_add_provider(getenv('LETTERS_ORIGIN') . '/letters/of-*', getenv('LETTERS_ORIGIN') . '/oembed');

// It would load pictures from elsewhere.
remove_action('wp_head', 'print_emoji_detection_script', 7);
