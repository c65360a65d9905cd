package io.dumpwarden.accounts;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.source.ServerFacts;
import io.dumpwarden.storage.Secret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of a server as a script that makes them again where they are missing: accounts with
 * their authentication, roles, privileges, default roles. docs/storage-format.md says which of them
 * are in it. One instance asks for the accounts once and makes all its scripts of that answer. Safe
 * for use by several threads, each with a connection of its own.
 */
public final class AccountScript {

  /** The script's last line: without it the script was cut off. */
  public static final String END_MARKER = "-- Accounts completed";

  private @Nullable Survey survey;

  /**
   * A script, and how complete it is.
   *
   * @param sql text for the stock client, which may be loaded twice; a secret, since it holds the
   *     hashes of passwords
   * @param accounts the names of the accounts and roles in it, as statements name them
   * @param warnings what is missing, with the statement that shows it where there is one
   */
  public record Result(Secret sql, List<String> accounts, List<String> warnings) {

    public Result {
      accounts = List.copyOf(accounts);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads the accounts. What the connection's account may not see is left out with a warning.
   *
   * @param connection one that nobody else uses meanwhile: variables of its session are set, and
   *     set back
   * @throws DumpwardenException {@code SERVER_UNREACHABLE} when the server stops answering
   */
  public Result read(Connection connection, ServerFacts server, AccountScope scope) {
    try (ReadingSession session = ReadingSession.on(connection)) {
      Survey survey = survey(connection, server);
      ScriptText script = new ScriptText(server, host(connection), scope);
      Selection selection = Selection.of(survey.accounts(), scope, server.grants().literal());
      ScriptWriter writer = new ScriptWriter(script, selection, survey.accounts());
      writer.accounts();
      writer.broadPrivileges();
      writer.roles(server.flavor());
      writer.narrowPrivileges(new ObjectsInSight(connection));
      writer.unknown();
      writer.proxies(survey.proxies());
      List<String> warnings = new ArrayList<>(survey.warnings());
      warnings.addAll(writer.warnings());
      return new Result(Secret.of(script.end()), writer.names(), warnings);
    } catch (SQLException e) {
      throw new DumpwardenException(
          ErrorCode.SERVER_UNREACHABLE,
          "the server does not say its accounts: " + e.getMessage(),
          e);
    }
  }

  private synchronized Survey survey(Connection connection, ServerFacts server)
      throws SQLException {
    Survey known = survey;
    if (known == null) {
      known = Survey.of(connection, server);
      survey = known;
    }
    return known;
  }

  private static String host(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT @@hostname")) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
