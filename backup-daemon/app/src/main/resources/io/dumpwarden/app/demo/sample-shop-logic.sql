-- What works in the sample shop: routines, triggers, views, an event.
CREATE FUNCTION tier(spent DECIMAL(14, 2)) RETURNS VARCHAR(10) CHARSET utf8mb4
  DETERMINISTIC NO SQL
  COMMENT 'How dear a customer''s custom is: bronze, silver, or "gold"'
BEGIN
  IF spent >= 5000 THEN
    RETURN 'gold';
  ELSEIF spent >= 1000 THEN
    RETURN 'silver';
  END IF;
  RETURN 'bronze';
END
;;
CREATE PROCEDURE place_order(IN customer INT UNSIGNED, IN product INT UNSIGNED, IN pieces SMALLINT UNSIGNED, OUT placed BIGINT UNSIGNED)
  MODIFIES SQL DATA SQL SECURITY INVOKER
BEGIN
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    ROLLBACK;
    RESIGNAL;
  END;
  START TRANSACTION;
  INSERT INTO orders (customer_id, placed_at) VALUES (customer, UTC_TIMESTAMP(6));
  SET placed = LAST_INSERT_ID();
  INSERT INTO order_items (order_id, line, product_id, quantity) VALUES (placed, 1, product, pieces);
  COMMIT;
END
;;
CREATE TRIGGER customer_email_is_lower_case BEFORE INSERT ON customers FOR EACH ROW
  SET NEW.email = LOWER(TRIM(NEW.email))
;;
CREATE TRIGGER order_is_audited AFTER INSERT ON orders FOR EACH ROW
  INSERT INTO audit (what, row_id, after_change)
    VALUES ('order placed', NEW.id, JSON_OBJECT('customer', NEW.customer_id, 'note', NEW.note))
;;
CREATE TRIGGER order_change_is_audited AFTER UPDATE ON orders FOR EACH ROW
BEGIN
  IF NEW.status <> OLD.status THEN
    INSERT INTO audit (what, row_id, before_change, after_change)
      VALUES ('order''s status', NEW.id, JSON_OBJECT('status', OLD.status), JSON_OBJECT('status', NEW.status));
  END IF;
END
;;
CREATE TRIGGER item_has_a_price BEFORE INSERT ON order_items FOR EACH ROW
  SET NEW.unit_price = IFNULL(NEW.unit_price, (SELECT price FROM products WHERE id = NEW.product_id))
;;
CREATE TRIGGER item_counts_in_the_total AFTER INSERT ON order_items FOR EACH ROW
  UPDATE orders SET total = total + NEW.quantity * NEW.unit_price WHERE id = NEW.order_id
;;
CREATE TRIGGER item_leaves_the_stock AFTER INSERT ON order_items FOR EACH ROW PRECEDES item_counts_in_the_total
BEGIN
  UPDATE products SET stock = stock - NEW.quantity WHERE id = NEW.product_id;
  INSERT INTO stock_movements (moved_at, product_id, warehouse_id, change_by, reason)
    SELECT placed_at, NEW.product_id, 1 + NEW.product_id % 3, -NEW.quantity, 'sold' FROM orders WHERE id = NEW.order_id;
END
;;
CREATE TRIGGER item_must_be_something BEFORE INSERT ON order_items FOR EACH ROW FOLLOWS item_has_a_price
BEGIN
  IF NEW.quantity = 0 THEN
    SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'nothing can''t be ordered';
  END IF;
END
;;
CREATE TRIGGER review_removal_is_audited BEFORE DELETE ON reviews FOR EACH ROW
  INSERT INTO audit (what, row_id, before_change)
    VALUES ('review removed', OLD.id, JSON_OBJECT('stars', OLD.stars, 'title', OLD.title))
;;
CREATE VIEW order_summary AS
  SELECT o.id, o.customer_id, o.status, o.placed_at, o.total, COUNT(i.line) AS line_count, SUM(i.quantity) AS pieces
  FROM orders o JOIN order_items i ON i.order_id = o.id
  GROUP BY o.id
;;
-- It stands on another view whose name sorts after its own.
CREATE VIEW best_customers AS
  SELECT c.id, c.name, COUNT(*) AS orders, SUM(s.total) AS spent, tier(SUM(s.total)) AS tier
  FROM order_summary s JOIN customers c ON c.id = s.customer_id
  WHERE s.status <> 'cancelled'
  GROUP BY c.id
  ORDER BY spent DESC, c.id
  LIMIT 100
;;
CREATE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW `customer's post` AS
  SELECT id, email, name FROM customers WHERE newsletter = b'1'
  WITH CASCADED CHECK OPTION
;;
CREATE EVENT forget_page_views
  ON SCHEDULE EVERY 1 DAY STARTS '2026-01-01 03:30:00'
  ON COMPLETION PRESERVE
  COMMENT 'keeps what''s younger than five years'
  DO DELETE FROM page_views WHERE viewed_at < NOW() - INTERVAL 5 YEAR
;;
