package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.access.User;
import io.dumpwarden.engines.TestEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a copy of the metadata store holds of who may use it. */
@MetadataEngines
class StoreTextTest {

  private static final String[] ROWS = {
    """
    INSERT INTO user (id, name, password_hash, role, password_set_at, created_at, updated_at)
    VALUES ('u1', 'ada', 'hash-of-ada', 'admin', NOW(6), NOW(6), NOW(6))
    """,
    """
    INSERT INTO api_token (id, name, token_hash, role, created_by, created_at)
    VALUES ('t1', 'grafana', 'digest-of-token', 'viewer', 'ada', NOW(6))
    """,
    """
    INSERT INTO session (id, session_hash, user_id, address, user_agent, created_at, last_seen_at,
      expires_at)
    VALUES ('s1', 'digest-of-session', 'u1', '192.0.2.7', 'b', NOW(6), NOW(6), NOW(6))
    """,
    "INSERT INTO login_failure (subject, failures, last_at) VALUES ('digest-of-name', 9, NOW(6))"
  };

  private final TestDatabase source;
  private final TestDatabase target;

  StoreTextTest(TestEngine engine) {
    this.source = TestDatabase.migrated(engine);
    this.target = TestDatabase.empty(engine);
  }

  @AfterEach
  void close() {
    source.closeStores();
    target.close();
  }

  @Test
  void itHoldsUsersAndTokensAndNoSessions() throws IOException {
    source.sql(ROWS);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new JdbiStoreText(source.store()).write(out);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("hash-of-ada", "digest-of-token")
        .doesNotContain("digest-of-session", "digest-of-name");
  }

  @Test
  void restoredItSignsNobodyIn() throws IOException {
    source.sql(ROWS[0], ROWS[1]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MetadataStore from = source.store();
    new JdbiStoreText(from).write(out);
    MetadataStore store = target.store();
    store.migrate();
    target.sql(ROWS[0].replace("'ada'", "'first'").replace("'u1'", "'u0'"));
    target.sql(ROWS[2], ROWS[3]);

    new JdbiStoreText(store)
        .read(new ByteArrayInputStream(out.toByteArray()), from.schemaVersion().orElseThrow());

    assertThat(new JdbiUsers(store).list(null, 9)).extracting(User::name).containsExactly("ada");
    assertThat(new JdbiApiTokens(store).ofDigest("digest-of-token")).isPresent();
    assertThat(new JdbiSessions(store).ofUser("u1")).isEmpty();
  }
}
