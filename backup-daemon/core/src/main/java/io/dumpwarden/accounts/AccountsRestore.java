package io.dumpwarden.accounts;

import io.dumpwarden.source.ServerFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the accounts of a script again on a server, statement by statement. What the server refuses
 * fails that account alone. No password's hash gets into a message.
 */
public final class AccountsRestore {

  /**
   * What is wanted.
   *
   * @param replace whether accounts that exist get password, limits and grants of the script;
   *     grants that they have besides stay
   * @param chosen names in the target by names in the script, of the databases that are restored
   * @param others further databases that the script's backup holds: what is granted on them is left
   *     out
   */
  public record Wish(boolean replace, Map<String, String> chosen, List<String> others) {

    /** Everything as the script has it, and nothing that exists is changed. */
    public static final Wish MISSING_ONES = new Wish(false, Map.of(), List.of());

    public Wish {
      chosen = Map.copyOf(chosen);
      others = List.copyOf(others);
    }
  }

  /** What became of an account. */
  public enum Outcome {
    CREATED,
    /** It was there: neither password nor grants were changed. */
    LEFT_ALONE,
    REPLACED,
    /** The account, or something that it is granted, was refused by the server. */
    FAILED
  }

  /**
   * An account of the script.
   *
   * @param name as statements name it
   * @param problems what the server refused, and what could not follow a rename; a line each,
   *     without secrets
   */
  public record Result(String name, Outcome outcome, List<String> problems) {

    public Result {
      problems = List.copyOf(problems);
    }
  }

  private final TargetAccounts target;
  private final GrantRename rename;
  private final boolean replace;
  private final Map<String, AccountInMaking> accounts = new LinkedHashMap<>();

  private AccountsRestore(TargetAccounts target, GrantRename rename, boolean replace) {
    this.target = target;
    this.rename = rename;
    this.replace = replace;
  }

  /**
   * Executes a script. Each statement is on its own: what was done before a failure stays.
   *
   * @param script as {@link AccountScript} wrote it
   * @param target a connection that nobody else uses meanwhile; its SQL mode is set, and set back
   * @param server what the target says of itself
   * @return a line for each account of the script, in its order
   * @throws io.dumpwarden.error.DumpwardenException {@code BACKUP_CORRUPT} where the script is not
   *     whole; nothing was done then
   * @throws SQLException when the server stops answering
   */
  public static List<Result> apply(String script, Connection target, ServerFacts server, Wish wish)
      throws SQLException {
    List<ScriptStatement> statements = ScriptReader.read(script);
    try (TargetAccounts accounts = TargetAccounts.on(target, server.flavor())) {
      GrantRename rename = new GrantRename(wish, server.grants().literal());
      return new AccountsRestore(accounts, rename, wish.replace()).apply(statements);
    }
  }

  private List<Result> apply(List<ScriptStatement> statements) throws SQLException {
    for (ScriptStatement statement : statements) {
      accounts
          .computeIfAbsent(
              statement.account(), name -> new AccountInMaking(name, target, rename, replace))
          .take(statement);
    }
    return accounts.values().stream().map(AccountInMaking::result).toList();
  }
}
