package io.dumpwarden.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.Engines;
import io.dumpwarden.engines.TestEngine;
import io.dumpwarden.source.ServerConnector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptLoadTest {

  private static final String SCRIPT =
      """
      CREATE DATABASE load_script;
      CREATE TABLE load_script.t (id int);
      INSERT INTO load_script.t VALUES (1), (2);
      DELETE FROM load_script.t""";

  @Test
  void executesNoHalfStatementOfAScriptThatBreaks() throws Exception {
    Source server = Source.of(Engines.shared(TestEngine.MARIADB_11_4));
    server.execute("DROP DATABASE IF EXISTS load_script");
    InputStream sql =
        new SequenceInputStream(
            new ByteArrayInputStream(SCRIPT.getBytes(StandardCharsets.UTF_8)), new Broken());

    assertThatThrownBy(
            () -> ScriptLoad.run(new ServerConnector(Duration.ofMinutes(1)), server.login(), sql))
        .hasMessageContaining("before WHERE id = 2");

    try (Connection connection = server.engine().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM load_script.t")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
    server.execute("DROP DATABASE load_script");
  }

  /** A storage that is gone. */
  private static final class Broken extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("it ends before WHERE id = 2");
    }
  }
}
