<?php
// Installs WordPress and publishes a post of each content in the JSON on standard input; prints their addresses as JSON.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = $argv[1];

function wp_new_blog_notification() {}

mysqli_query(mysqli_connect(socket: getenv('DB_SOCKET')), 'CREATE DATABASE wordpress');
require __DIR__ . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
// It would ask itself what addresses its server can rewrite.
add_filter('pre_http_request', fn() => new WP_Error('none'));
wp_install('Partner', 'editor', 'editor@partner.example', true);
switch_theme('twentytwentythree');

$addresses = array_map(
    fn($content) => get_permalink(
        wp_insert_post(
            ['post_title' => 'Partner', 'post_status' => 'publish', 'post_author' => 1, 'post_content' => $content],
            true,
        ),
    ),
    json_decode(stream_get_contents(STDIN), true),
);
echo json_encode($addresses);
