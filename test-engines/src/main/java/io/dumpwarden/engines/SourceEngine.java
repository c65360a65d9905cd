package io.dumpwarden.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A running database server that a test may do anything with. */
public interface SourceEngine extends AutoCloseable {

  /** Such as "MySQL 8.0". */
  String name();

  /** "mariadb" or "mysql". */
  String flavor();

  /** As the server itself says it, such as "8.0.15" or "11.4.5-MariaDB-log". */
  String version();

  String host();

  int port();

  /** An account that may do everything. */
  String rootUser();

  String rootPassword();

  /** Folders to look for this engine's own dump and client tools in, first; may be empty. */
  List<Path> toolFolders();

  /**
   * A JDBC URL without credentials.
   *
   * @param database "" for none
   */
  default String jdbcUrl(String database) {
    return Jdbc.url(host(), port(), database);
  }

  /** Opens a connection as {@link #rootUser}, to no database. */
  default Connection connect() throws SQLException {
    return Jdbc.connect(host(), port(), rootUser(), rootPassword());
  }

  /** Ends the server and removes its data. */
  @Override
  void close() throws IOException;
}
