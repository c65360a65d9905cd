package io.dumpwarden.definition;

import io.dumpwarden.client.RestoreClient;
import io.dumpwarden.client.RestoreClients;
import io.dumpwarden.dump.DumpScan;
import io.dumpwarden.dump.Source;
import io.dumpwarden.engines.SourceEngine;
import io.dumpwarden.script.ScriptChoice;
import io.dumpwarden.script.ScriptFilter;
import io.dumpwarden.source.BinlogPosition;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** Databases of a test server, their definitions as a dump's text, and the way back. */
record DefinitionScene(Source source, Path folder) {

  static final BinlogPosition POSITION = new BinlogPosition("0-1-2", "binlog.000007", 4711L, true);

  static DefinitionScene of(SourceEngine engine, Path folder) {
    return new DefinitionScene(Source.of(engine), folder);
  }

  /** Runs a client's script, each character of which is a byte. */
  void run(String latinScript) throws Exception {
    load(latinScript.getBytes(StandardCharsets.ISO_8859_1), ScriptChoice.EVERYTHING);
  }

  /** A connection as a snapshot gives it. */
  Connection snapshot() throws Exception {
    Connection connection = source.engine().connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET NAMES utf8mb4");
      statement.execute("SET time_zone = '+00:00', sql_mode = ''");
      statement.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
    }
    return connection;
  }

  byte[] dump(List<String> databases, DefinitionChoice choice, byte[] rows) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Connection connection = snapshot()) {
      Definitions definitions = new Definitions(connection, source.facts(), databases, choice);
      String address = source.login().address();
      definitions.head(new DumpHead("test", address, source.facts(), POSITION), out);
      definitions.tables(out);
      out.write(rows);
      definitions.rest(out);
      definitions.foot(Instant.ofEpochSecond(1_800_000_000), out);
    }
    return out.toByteArray();
  }

  void load(byte[] sql, ScriptChoice choice) throws Exception {
    RestoreClients clients = new RestoreClients(source.finder());
    try (RestoreClient client = clients.open(source.login(), folder)) {
      try (OutputStream in = new ScriptFilter(client.stdin(), choice)) {
        in.write(sql);
      }
      client.prove();
    }
  }

  static DumpScan scan(byte[] sql) {
    DumpScan scan = new DumpScan();
    scan.see(sql, 0, sql.length);
    return scan;
  }
}
