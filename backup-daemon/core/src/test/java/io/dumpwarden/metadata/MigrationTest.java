package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MetadataEngines
class MigrationTest {

  private final TestDatabase database;

  MigrationTest(TestEngine engine) {
    this.database = TestDatabase.empty(engine);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void twoNodesMayMigrateAtOnceAndAgain() throws Exception {
    List<MetadataStore> stores = List.of(database.store(), database.store());
    CompletableFuture<?> first = CompletableFuture.runAsync(stores.get(0)::migrate);
    CompletableFuture<?> second = CompletableFuture.runAsync(stores.get(1)::migrate);
    CompletableFuture.allOf(first, second).get(1, TimeUnit.MINUTES);

    stores.get(0).migrate();
    assertThat(new JdbiConfigRows(stores.get(1)).all()).isEmpty();
  }

  @Test
  void aSchemaOfANewerVersionIsRefused() {
    MetadataStore store = database.store();
    store.migrate();
    database.sql(
        """
        INSERT INTO flyway_schema_history
          (installed_rank, version, description, type, script, installed_by, execution_time, success)
        VALUES (99, '99', 'future', 'SQL', 'V99__future.sql', 'x', 1, 1)
        """);
    assertFails(store, ErrorCode.CONFIG_INVALID, "schema version 99");
  }

  @Test
  void aMigrationThatWasKilledHalfWayStartsOver() {
    MetadataStore store = database.store();
    store.migrate();
    database.sql(
        "DELETE FROM flyway_schema_history WHERE version IN ('2', '3', '4')",
        "DROP TABLE copy",
        "DROP TABLE encryption_key");
    store.migrate();
    assertThat(new JdbiBackupCatalog(store).series()).isEmpty();
  }

  @Test
  void aDatabaseOfSomebodyElseIsLeftAlone() {
    database.sql("CREATE TABLE customer (id INT PRIMARY KEY)");
    assertFails(database.store(), ErrorCode.INTERNAL, "schema");
  }

  @Test
  void everyTableSaysItsCharsetAndEngine() {
    MetadataStore store = database.store();
    store.migrate();
    List<String> strange =
        store
            .jdbi()
            .withHandle(
                h ->
                    h.select(
                            """
                            SELECT table_name FROM information_schema.tables
                            WHERE table_schema = DATABASE()
                              AND table_name <> 'flyway_schema_history'
                              AND (engine <> 'InnoDB' OR table_collation <> 'utf8mb4_bin')
                            """)
                        .mapTo(String.class)
                        .list());
    assertThat(strange).isEmpty();
  }

  private static void assertFails(MetadataStore store, ErrorCode code, String words) {
    assertThatThrownBy(store::migrate)
        .isInstanceOfSatisfying(
            DumpwardenException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(words);
  }
}
