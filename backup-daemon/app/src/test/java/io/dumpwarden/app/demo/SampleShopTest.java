package io.dumpwarden.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.MariaDb114;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop comes back from its dump as it was. In order: the last tests change what they stand on.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleShopTest {

  private static final String ITEMS_TOTAL =
      "(SELECT SUM(line_total) FROM shop.order_items WHERE order_id = o.id)";

  @TempDir private static Path folder;
  private static LocalEngine source;
  private static LocalEngine copy;

  @BeforeAll
  static void createDumpAndRestore() throws Exception {
    source = MariaDb114.start();
    copy = MariaDb114.start();
    try (Connection connection = source.connect()) {
      SampleShop.create(connection);
    }
    Path dump = folder.resolve("shop.sql");
    run(
        new ProcessBuilder(
                command(
                    MariaDb114.binaries().dump(),
                    source,
                    "--single-transaction",
                    "--routines",
                    "--triggers",
                    "--events",
                    "--hex-blob",
                    "--databases",
                    SampleShop.DATABASE))
            .redirectOutput(dump.toFile()));
    run(
        new ProcessBuilder(command(MariaDb114.binaries().client(), copy, "--binary-mode"))
            .redirectInput(dump.toFile()));
  }

  @AfterAll
  static void end() throws Exception {
    source.close();
    copy.close();
  }

  @Test
  @Order(1)
  void comesBackFromItsDumpAsItWas() throws Exception {
    assertThat(differences(source, copy)).isEmpty();
  }

  @Test
  @Order(2)
  void hasOneOfEverythingADumpCarries() throws Exception {
    try (Connection connection = source.connect()) {
      assertThat(SampleShop.rows(connection)).isBetween(100_000L, 130_000L);
      for (String kind : List.of("TRIGGERS WHERE TRIGGER", "EVENTS WHERE EVENT")) {
        assertThat(count(connection, "information_schema." + kind + "_SCHEMA = 'shop'"))
            .isPositive();
      }
      assertThat(count(connection, "information_schema.ROUTINES WHERE ROUTINE_SCHEMA = 'shop'"))
          .isEqualTo(2);
      assertThat(count(connection, "shop.reviews WHERE body LIKE '%\uD83C\uDF89%'")).isPositive();
      assertThat(count(connection, "shop.products WHERE thumbnail LIKE '\\0%'")).isPositive();
      assertThat(count(connection, "shop.products WHERE brand = 'Mc\\\\Quote'")).isPositive();
      assertThat(count(connection, "shop.best_customers WHERE tier = 'gold'")).isPositive();
      assertThat(count(connection, "shop.stock_movements PARTITION (in_2025)")).isPositive();
    }
  }

  @Test
  @Order(3)
  void procedureAndTriggersWorkInTheCopy() throws Exception {
    try (Connection connection = copy.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CALL shop.place_order(1, 2, 3, @placed)");
      assertThat(
              count(
                  connection,
                  "shop.orders WHERE id = @placed"
                      + " AND total = 3 * (SELECT price FROM shop.products WHERE id = 2)"))
          .isEqualTo(1);
      assertThat(count(connection, "shop.audit WHERE what = 'order placed' AND row_id = @placed"))
          .isEqualTo(1);
    }
    assertThat(differences(source, copy)).anyMatch(line -> line.contains("table orders"));
  }

  @Test
  @Order(4)
  void isTheSameEveryTime() throws Exception {
    try (Connection connection = copy.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE shop");
      statement.execute("SET time_zone = '-05:00'");
      SampleShop.create(connection);
    }
    assertThat(differences(source, copy)).isEmpty();
  }

  @Test
  @Order(5)
  void trafficPlacesWholeOrdersThroughAnOutageUntilItIsClosed() throws Exception {
    long before = orders();
    SampleTraffic traffic = SampleTraffic.start(source::connect, Duration.ofMillis(20));
    try (traffic) {
      awaitMoreOrdersThan(before);
      source.kill();
      source.restart();
      awaitMoreOrdersThan(orders());
    }
    try (Connection connection = source.connect()) {
      String newOrders = "shop.orders o WHERE id > " + before;
      long after = count(connection, newOrders);
      assertThat(after).isGreaterThan(5);
      assertThat(count(connection, newOrders + " AND status = 'paid' AND total = " + ITEMS_TOTAL))
          .isEqualTo(after);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("sample-traffic"));
  }

  private static void awaitMoreOrdersThan(long before) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> orders() > before + 5);
  }

  private static long orders() throws SQLException {
    try (Connection connection = source.connect()) {
      return count(connection, "shop.orders");
    }
  }

  private static List<String> differences(LocalEngine a, LocalEngine b) throws SQLException {
    try (Connection connectionA = a.connect();
        Connection connectionB = b.connect()) {
      return DatabaseCompare.differences(
          connectionA, SampleShop.DATABASE, connectionB, SampleShop.DATABASE);
    }
  }

  private static long count(Connection connection, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + from)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<String> command(Path tool, LocalEngine server, String... options)
      throws Exception {
    Path login = Files.createTempFile(folder, "login", ".cnf");
    Files.writeString(
        login,
        """
        [client]
        protocol=tcp
        host=%s
        port=%d
        user=%s
        password=%s
        skip-ssl
        default-character-set=utf8mb4
        """
            .formatted(server.host(), server.port(), server.rootUser(), server.rootPassword()));
    List<String> command = new ArrayList<>(List.of(tool.toString(), "--defaults-file=" + login));
    command.addAll(List.of(options));
    return command;
  }

  private static void run(ProcessBuilder builder) throws Exception {
    assertThat(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor()).isZero();
  }
}
