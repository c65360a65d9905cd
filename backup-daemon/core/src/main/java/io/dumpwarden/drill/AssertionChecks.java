package io.dumpwarden.drill;

import io.dumpwarden.config.DrillAssertion;
import io.dumpwarden.config.Flavor;
import io.dumpwarden.drill.DrillResult.AssertionProof;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks a restored backup what the operator holds true; it may only read, and not for ever. */
final class AssertionChecks {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int LONGEST_VALUE = 200;

  private final Connection connection;
  private final Map<String, String> databases;

  /**
   * @param databases the backup's databases, with their names here
   */
  AssertionChecks(Connection connection, Map<String, String> databases) {
    this.connection = connection;
    this.databases = databases;
  }

  /** To be called once before the first question. */
  void begin(Flavor flavor) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          flavor == Flavor.MARIADB
              ? "SET SESSION max_statement_time = " + LIMIT.toSeconds()
              : "SET SESSION max_execution_time = " + LIMIT.toMillis());
      statement.execute("SET SESSION TRANSACTION READ ONLY");
    }
  }

  /** Whether it is about anything in this backup. */
  boolean concerns(DrillAssertion assertion) {
    return databases.keySet().stream().anyMatch(assertion::isAbout);
  }

  AssertionProof ask(DrillAssertion assertion) {
    Optional<String> database = databaseOf(assertion);
    if (database.isEmpty()) {
      return refused(
          assertion, "the backup holds several databases: write 'database: ' in front of it");
    }
    Optional<String> named = renamedIn(assertion);
    if (named.isPresent()) {
      return refused(
          assertion,
          "database %s has another name on the scratch server: name the table alone"
              .formatted(named.get()));
    }
    return ask(assertion, databases.getOrDefault(database.get(), database.get()));
  }

  private AssertionProof ask(DrillAssertion assertion, String here) {
    String sql =
        "SELECT asserted.it %s %s, asserted.it FROM (SELECT (%s) AS it) asserted"
            .formatted(assertion.operator(), assertion.literal(), assertion.select());
    try (Statement statement = connection.createStatement()) {
      statement.execute("USE " + Identifier.quoted(here));
      try (ResultSet row = statement.executeQuery(sql)) {
        row.next();
        String value = row.getString(2);
        return new AssertionProof(
            assertion.toString(), value == null ? null : fit(value), row.getBoolean(1), null);
      }
    } catch (SQLException e) {
      return refused(assertion, ServerWords.of(e));
    }
  }

  private Optional<String> databaseOf(DrillAssertion assertion) {
    if (assertion.database() != null) {
      return Optional.of(assertion.database());
    }
    return databases.size() == 1 ? databases.keySet().stream().findFirst() : Optional.empty();
  }

  /** Under its own name it would be asked of somebody's data, if there is a database of it. */
  private Optional<String> renamedIn(DrillAssertion assertion) {
    return databases.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(entry.getValue()))
        .map(Map.Entry::getKey)
        .filter(name -> qualifies(name).matcher(assertion.select()).find())
        .findFirst();
  }

  private static Pattern qualifies(String name) {
    String quoted = Identifier.quoted(name);
    List<String> forms = List.of(Pattern.quote(quoted), "(?<![\\w$])" + Pattern.quote(name));
    return Pattern.compile("(?:" + String.join("|", forms) + ")\\s*\\.");
  }

  private static AssertionProof refused(DrillAssertion assertion, String why) {
    return new AssertionProof(assertion.toString(), null, false, why);
  }

  private static String fit(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }
}
