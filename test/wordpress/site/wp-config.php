<?php
// What a test's WordPress is told: its database and its address; the rest comes from the environment.
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('DB_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
$table_prefix = 'wp_';

define('WP_SITEURL', 'http://' . $_SERVER['HTTP_HOST']);
define('WP_HOME', WP_SITEURL);
define('DISABLE_WP_CRON', true);
// It reaches this machine, and nobody else.
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('WP_ACCESSIBLE_HOSTS', '127.0.0.1');

// A site in a language that runs right to left, without that language's translation.
if (isset($_GET['rtl'])) {
    $GLOBALS['text_direction'] = 'rtl';
}

require __DIR__ . '/wp-settings.php';
