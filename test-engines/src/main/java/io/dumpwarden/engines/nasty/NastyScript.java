package io.dumpwarden.engines.nasty;

import io.dumpwarden.engines.SourceEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * SQL out of a file beside this class. A line of {@code %%} begins each statement, since what is in
 * them makes every other mark ambiguous; behind it stands for which servers it is: nothing for all,
 * or flavors, each with the first version perhaps, such as {@code %% mariadb, mysql 8.0.23}.
 */
final class NastyScript {

  private static final Pattern STATEMENT =
      Pattern.compile("(?m)^%%(?: (\\w.*))?\\R([\\s\\S]*?)(?=^%%|\\z)");

  private final String name;
  private final String text;

  private NastyScript(String name, String text) {
    this.name = name;
    this.text = text;
  }

  static NastyScript of(String name) {
    try (InputStream in = NastyScript.class.getResourceAsStream(name)) {
      return new NastyScript(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Runs what is meant for that server. */
  void run(Connection connection, SourceEngine engine) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String sql : statements(engine.flavor(), engine.version())) {
        try {
          statement.execute(sql);
        } catch (SQLException e) {
          throw new SQLException(name + ": " + e.getMessage() + "\n" + sql, e);
        }
      }
    }
  }

  List<String> statements(String flavor, String version) {
    List<String> statements = new ArrayList<>();
    Matcher found = STATEMENT.matcher(text);
    while (found.find()) {
      if (found.group(1) == null || isMeant(found.group(1), flavor, version)) {
        statements.add(found.group(2).strip());
      }
    }
    return statements;
  }

  private static boolean isMeant(String servers, String flavor, String version) {
    return Stream.of(servers.split(", "))
        .map(server -> server.split(" "))
        .anyMatch(
            server ->
                server[0].equals(flavor) && (server.length == 1 || reaches(version, server[1])));
  }

  private static boolean reaches(String version, String least) {
    String[] have = version.split("[^0-9]+");
    String[] need = least.split("\\.");
    for (int i = 0; i < need.length; i++) {
      int difference = Integer.compare(Integer.parseInt(have[i]), Integer.parseInt(need[i]));
      if (difference != 0) {
        return difference > 0;
      }
    }
    return true;
  }
}
