package io.dumpwarden.swap;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The journal of one replacement: a database on the target server. For one thread. */
final class Journal {

  static final String TABLE = "journal";

  private static final String TEXTS = "text";
  private static final String RECORD = "record";
  private static final String DEFINITIONS = "definitions ";
  private static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final TargetSession session;
  private final SwapNames names;
  private final JournalTexts texts;

  Journal(TargetSession session, SwapNames names) {
    this.session = session;
    this.names = names;
    this.texts = new JournalTexts(session, Sql.name(names.journal(), TEXTS));
  }

  SwapNames names() {
    return names;
  }

  /** The row comes last: without it, nothing was begun. */
  void create(SwapRecord record) throws SQLException, IOException {
    session.execute("CREATE DATABASE " + Sql.name(names.journal()) + " CHARACTER SET utf8mb4");
    session.execute(
        """
        CREATE TABLE %s (item VARCHAR(40) NOT NULL, chunk INT NOT NULL, data MEDIUMBLOB NOT NULL,
          PRIMARY KEY (item, chunk)) ENGINE=InnoDB"""
            .formatted(Sql.name(names.journal(), TEXTS)));
    session.execute(
        """
        CREATE TABLE %s (id INT NOT NULL PRIMARY KEY, format INT NOT NULL,
          restore_id CHAR(36) NOT NULL, note TEXT NOT NULL, phase VARCHAR(20) NOT NULL,
          problem TEXT) ENGINE=InnoDB COMMENT='a restore by Dumpwarden; see dumpwarden restores'"""
            .formatted(table()));
    store(record);
    session.update(
        "INSERT INTO " + table() + " VALUES (1, ?, ?, ?, ?, NULL)",
        FORMAT,
        record.restoreId().toString(),
        record.note(),
        Phase.LOADING.name());
  }

  /** Empty where nothing was begun, or all is over but the journal itself. */
  Optional<Phase> phase() throws SQLException {
    if (!tables().containsAll(Set.of(TABLE, TEXTS))) {
      return Optional.empty();
    }
    return session.rows(row -> phase(row.getString(1)), "SELECT phase FROM " + table()).stream()
        .findFirst();
  }

  private Phase phase(String word) {
    return Arrays.stream(Phase.values())
        .filter(phase -> phase.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.SWAP_UNFINISHED,
                    "journal %s has phase %s, which this release does not know"
                        .formatted(names.journal(), word),
                    "recover it by the release that wrote it",
                    null));
  }

  /** Whether the database holds nothing but what a journal has. */
  boolean isNothingElse() throws SQLException {
    return Set.of(TABLE, TEXTS).containsAll(tables());
  }

  SwapRecord record() throws SQLException, IOException {
    try (InputStream json = texts.open(RECORD)) {
      return JSON.readValue(json, SwapRecord.class);
    }
  }

  /** All or nothing, so that no phase is believed whose record is not there. */
  void advance(Phase phase, SwapRecord record) throws SQLException, IOException {
    Connection connection = session.connection();
    connection.setAutoCommit(false);
    try {
      store(record);
      advance(phase);
      connection.commit();
    } catch (SQLException | IOException e) {
      // turning autocommit on would commit the half of it
      undo(connection, e);
      throw e;
    }
    connection.setAutoCommit(true);
  }

  private static void undo(Connection connection, Exception reason) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // the connection is gone, and what it did not commit with it
      reason.addSuppressed(e);
    }
  }

  void advance(Phase phase) throws SQLException {
    session.update("UPDATE " + table() + " SET phase = ?", phase.name());
  }

  /** For people who look into it. */
  void problem(String message) throws SQLException {
    session.update("UPDATE " + table() + " SET problem = ?", message);
  }

  void storeDefinitions(List<Definitions> all) throws SQLException, IOException {
    for (int i = 0; i < all.size(); i++) {
      try (InputStream text = all.get(i).open()) {
        texts.store(DEFINITIONS + i, text);
      }
    }
  }

  /** The n-th text of definitions of the new data, as it came. */
  InputStream definitions(int n) throws IOException {
    return texts.open(DEFINITIONS + n);
  }

  void drop() throws SQLException {
    session.execute("DROP DATABASE IF EXISTS " + Sql.name(names.journal()));
  }

  private void store(SwapRecord record) throws SQLException, IOException {
    texts.store(RECORD, new ByteArrayInputStream(JSON.writeValueAsBytes(record)));
  }

  private Set<String> tables() throws SQLException {
    return new Holdings(session, names.journal()).tables();
  }

  private String table() {
    return Sql.name(names.journal(), TABLE);
  }
}
