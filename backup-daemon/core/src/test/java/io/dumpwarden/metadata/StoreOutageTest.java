package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.LocalEngine;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class StoreOutageTest {

  @Tag("long")
  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void theStoreMayGoAwayAndComeBack(TestEngine engine) throws Exception {
    Engines.require(engine);
    try (LocalEngine server = (LocalEngine) engine.start();
        MetadataStore store = TestDatabase.on(server).store()) {
      store.migrate();
      JdbiConfigRows rows = new JdbiConfigRows(store);
      assertThat(store.isUp()).isTrue();

      server.kill();
      long start = System.nanoTime();
      assertThat(store.isUp()).isFalse();
      assertThat(since(start)).isLessThan(Duration.ofMillis(2500));
      assertUnavailable(() -> rows.list(ConfigKind.SERVER));
      assertUnavailable(() -> rows.delete(ConfigKind.SERVER, "x"));
      assertUnavailable(store::migrate);

      server.restart();
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(store::isUp);
      assertThat(rows.list(ConfigKind.SERVER)).isEmpty();
    }
  }

  @Test
  void aStoreThatAcceptsAndSaysNothingIsNotWaitedForLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MetadataStore store = store(silent.getLocalPort())) {
      long start = System.nanoTime();
      assertThat(store.isUp()).isFalse();
      assertThat(store.isUp()).isFalse();
      assertThat(since(start)).isLessThan(Duration.ofSeconds(5));
      assertUnavailable(store::now);
      assertThat(since(start)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MARIADB_11_4", "MYSQL_8_0"})
  void aWrongPasswordIsSaidWithoutShowingIt(TestEngine engine) {
    MetadataSettings right = TestDatabase.migrated(engine).settings(1);
    Secret wrong = Secret.of("obviously-wrong-password");
    try (MetadataStore store =
        new MetadataStore(new MetadataSettings(right.jdbcUrl(), right.user(), wrong, 1))) {
      assertThatThrownBy(store::migrate)
          .isInstanceOfSatisfying(
              DumpwardenException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.METADATA_UNAVAILABLE))
          .hasMessageContaining("refuses the account")
          .hasMessageNotContaining("obviously-wrong-password");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MARIADB_11_4, sslMode=verify-full, offers no TLS, sslMode=disable",
    "MYSQL_8_0, sslMode=verify-full, certificate is not trusted, serverSslCert",
    "MYSQL_8_0, allowPublicKeyRetrieval=false, may not be sent, serverRsaPublicKeyFile"
  })
  void aConnectionThatIsNotSafeIsRefusedWithAWayOut(
      TestEngine engine, String option, String reason, String hint) {
    try (TestDatabase database = TestDatabase.empty(engine)) {
      MetadataSettings settings = database.settings(1);
      String url = settings.jdbcUrl() + "?" + option;
      try (MetadataStore store =
          new MetadataStore(new MetadataSettings(url, settings.user(), settings.password(), 1))) {
        assertThatThrownBy(store::migrate)
            .isInstanceOfSatisfying(
                DumpwardenException.class,
                e -> {
                  assertThat(e.code()).isEqualTo(ErrorCode.METADATA_UNAVAILABLE);
                  assertThat(e).hasMessageContaining(reason);
                  assertThat(e.hint()).contains(hint);
                });
      }
    }
  }

  private static MetadataStore store(int port) {
    return new MetadataStore(
        new MetadataSettings(
            "jdbc:mariadb://127.0.0.1:%d/meta".formatted(port),
            "u",
            Secret.of("test-password"),
            2));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void assertUnavailable(Runnable work) {
    long start = System.nanoTime();
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.METADATA_UNAVAILABLE))
        .hasMessageContaining("127.0.0.1");
    assertThat(since(start)).isLessThan(Duration.ofSeconds(8));
  }
}
