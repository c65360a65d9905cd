-- The tables of the sample shop, to be filled before its triggers are made. A line that holds nothing but two semicolons ends a statement.
CREATE DATABASE shop CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci
;;
USE shop
;;
CREATE TABLE categories (
  id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT,
  parent_id SMALLINT UNSIGNED NULL,
  name VARCHAR(80) NOT NULL,
  position TINYINT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY category_name (parent_id, name),
  CONSTRAINT category_parent FOREIGN KEY (parent_id) REFERENCES categories (id)
) COMMENT='A tree: "parent_id" is NULL at its roots; it''s ordered by position'
;;
CREATE TABLE warehouses (
  id TINYINT UNSIGNED NOT NULL AUTO_INCREMENT,
  name VARCHAR(60) NOT NULL,
  location POINT NOT NULL,
  opens TIME NOT NULL,
  closes TIME(3) NOT NULL,
  utc_offset TIME NOT NULL COMMENT 'west of Greenwich it is negative',
  built YEAR NULL,
  floor_space DOUBLE NULL,
  PRIMARY KEY (id),
  SPATIAL KEY warehouse_location (location)
)
;;
CREATE TABLE customers (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  email VARCHAR(190) NOT NULL,
  name VARCHAR(120) NOT NULL,
  born DATE NULL,
  newsletter BIT(1) NOT NULL DEFAULT b'0',
  flags BIT(12) NULL,
  segment ENUM('private', 'business', 'friend''s', 'so-called "VIP"', 'back\\slash') NOT NULL DEFAULT 'private',
  interests SET('books', 'music', 'garden', 'kid''s', '24" screens') NULL,
  legacy_note VARCHAR(200) CHARACTER SET latin1 COLLATE latin1_german1_ci NULL,
  password_hash BINARY(32) NOT NULL,
  created_at DATETIME(6) NOT NULL,
  last_seen_at TIMESTAMP NULL DEFAULT NULL,
  updated_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
  PRIMARY KEY (id),
  UNIQUE KEY customer_email (email),
  KEY customer_name (name(20), born DESC)
)
;;
CREATE TABLE addresses (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  customer_id INT UNSIGNED NOT NULL,
  kind ENUM('billing', 'shipping') NOT NULL,
  street VARCHAR(160) NOT NULL,
  city VARCHAR(80) NOT NULL,
  postcode VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin NULL,
  country CHAR(2) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  instructions TEXT NULL,
  PRIMARY KEY (id),
  KEY address_customer (customer_id, kind),
  CONSTRAINT address_of FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
)
;;
CREATE TABLE products (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  category_id SMALLINT UNSIGNED NOT NULL,
  sku CHAR(12) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name VARCHAR(160) NOT NULL,
  description MEDIUMTEXT NULL,
  price DECIMAL(10, 2) NOT NULL,
  vat_percent DECIMAL(4, 2) NOT NULL DEFAULT 19.00,
  price_gross DECIMAL(12, 2) GENERATED ALWAYS AS (ROUND(price * (1 + vat_percent / 100), 2)) STORED,
  attributes JSON NULL,
  brand VARCHAR(60) GENERATED ALWAYS AS (JSON_VALUE(attributes, '$.brand')) VIRTUAL,
  weight_kg FLOAT NULL,
  thumbnail BLOB NULL,
  stock INT NOT NULL DEFAULT 0,
  listed_on DATE NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY product_sku (sku),
  KEY product_brand (brand),
  FULLTEXT KEY product_text (name, description),
  CONSTRAINT product_category FOREIGN KEY (category_id) REFERENCES categories (id),
  CONSTRAINT price_is_not_negative CHECK (price >= 0)
)
;;
CREATE TABLE orders (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  customer_id INT UNSIGNED NOT NULL,
  ship_to INT UNSIGNED NULL,
  status ENUM('new', 'paid', 'shipped', 'delivered', 'customer''s fault', 'cancelled') NOT NULL DEFAULT 'new',
  options SET('gift', 'express', 'don''t bend') NOT NULL DEFAULT '',
  currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'EUR',
  total DECIMAL(14, 2) NOT NULL DEFAULT 0.00,
  note TEXT NULL,
  placed_at DATETIME(6) NOT NULL,
  PRIMARY KEY (id),
  KEY order_placed (placed_at),
  CONSTRAINT order_of FOREIGN KEY (customer_id) REFERENCES customers (id),
  CONSTRAINT order_ship_to FOREIGN KEY (ship_to) REFERENCES addresses (id) ON DELETE SET NULL
)
;;
CREATE TABLE order_items (
  order_id BIGINT UNSIGNED NOT NULL,
  line SMALLINT UNSIGNED NOT NULL,
  product_id INT UNSIGNED NOT NULL,
  quantity SMALLINT UNSIGNED NOT NULL,
  unit_price DECIMAL(10, 2) NULL COMMENT 'when NULL on insert, the price of today',
  line_total DECIMAL(14, 2) AS (quantity * unit_price) VIRTUAL,
  PRIMARY KEY (order_id, line),
  CONSTRAINT item_of FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE,
  CONSTRAINT item_product FOREIGN KEY (product_id) REFERENCES products (id)
)
;;
CREATE TABLE payments (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  order_id BIGINT UNSIGNED NOT NULL,
  method ENUM('card', 'invoice', 'voucher') NOT NULL,
  amount DECIMAL(14, 2) NOT NULL,
  paid_at DATETIME(3) NULL,
  receipt VARBINARY(48) NULL,
  PRIMARY KEY (id),
  CONSTRAINT payment_of FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE
)
;;
CREATE TABLE reviews (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT,
  product_id INT UNSIGNED NOT NULL,
  customer_id INT UNSIGNED NULL,
  stars TINYINT NOT NULL,
  title VARCHAR(120) NOT NULL,
  body TEXT NOT NULL,
  written_at DATETIME NOT NULL,
  PRIMARY KEY (id),
  CONSTRAINT review_of FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE,
  CONSTRAINT review_by FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL,
  CONSTRAINT one_to_five_stars CHECK (stars BETWEEN 1 AND 5)
)
;;
-- Partitioned tables have no foreign keys.
CREATE TABLE stock_movements (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  moved_at DATETIME NOT NULL,
  product_id INT UNSIGNED NOT NULL,
  warehouse_id TINYINT UNSIGNED NOT NULL,
  change_by INT NOT NULL,
  reason VARCHAR(40) NOT NULL,
  PRIMARY KEY (id, moved_at),
  KEY movement_product (product_id, moved_at)
)
PARTITION BY RANGE (YEAR(moved_at)) (
  PARTITION until_2024 VALUES LESS THAN (2025),
  PARTITION in_2025 VALUES LESS THAN (2026),
  PARTITION from_2026 VALUES LESS THAN MAXVALUE
)
;;
-- No primary key, as such tables often are.
CREATE TABLE page_views (
  viewed_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  customer_id INT UNSIGNED NULL,
  address VARBINARY(16) NOT NULL,
  path VARCHAR(200) NOT NULL,
  millis DOUBLE NOT NULL,
  KEY view_time (viewed_at)
)
;;
CREATE TABLE `gift cards` (
  `card's code` VARBINARY(16) NOT NULL,
  `value "now"` DECIMAL(8, 2) NOT NULL,
  `order` BIGINT UNSIGNED NULL,
  message TINYTEXT NULL,
  PRIMARY KEY (`card's code`),
  CONSTRAINT `paid by` FOREIGN KEY (`order`) REFERENCES orders (id) ON DELETE SET NULL
) COMMENT='a name with a space, columns with quotes'
;;
CREATE TABLE audit (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  what VARCHAR(60) NOT NULL,
  row_id BIGINT UNSIGNED NOT NULL,
  before_change JSON NULL,
  after_change JSON NULL,
  PRIMARY KEY (id)
)
;;
