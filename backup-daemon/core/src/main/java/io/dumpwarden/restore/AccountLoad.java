package io.dumpwarden.restore;

import io.dumpwarden.accounts.AccountsRestore;
import io.dumpwarden.accounts.AccountsRestore.Result;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The accounts and grants beside a dump, read before the target is touched. */
final class AccountLoad {

  private final TargetTools tools;
  private final RestoreWork work;
  private final String script;

  private AccountLoad(TargetTools tools, RestoreWork work, String script) {
    this.tools = tools;
    this.work = work;
    this.script = script;
  }

  /**
   * @throws DumpwardenException {@code NOT_FOUND} where the source has none
   */
  static AccountLoad read(TargetTools tools, RestoreWork work) {
    try (InputStream in =
        work.source()
            .users()
            .orElseThrow(
                () ->
                    new DumpwardenException(
                        ErrorCode.NOT_FOUND,
                        "%s has no accounts with it".formatted(work.source().describe()),
                        "restore it without --with-users or --users-only",
                        null))) {
      return new AccountLoad(tools, work, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.BACKUP_CORRUPT,
          "the accounts of %s cannot be read: %s"
              .formatted(work.source().describe(), e.getMessage()),
          e);
    }
  }

  /**
   * Makes them.
   *
   * @return what the server refused, a line each
   */
  List<String> apply() throws SQLException {
    RestoreTarget target = work.target();
    try (Connection connection = tools.connector().connect(target.login())) {
      List<String> problems = new ArrayList<>();
      for (Result result :
          AccountsRestore.apply(
              script, connection, tools.inspector().facts(connection, target.login()), wish())) {
        work.meter().say("account %s: %s".formatted(result.name(), word(result.outcome())));
        work.meter().say(result.problems());
        problems.addAll(result.problems());
      }
      return problems;
    }
  }

  private AccountsRestore.Wish wish() {
    Map<String, String> chosen = work.plan().names();
    List<String> others =
        work.source().databases().stream().filter(name -> !chosen.containsKey(name)).toList();
    return new AccountsRestore.Wish(work.request().users().replaceExisting(), chosen, others);
  }

  private static String word(AccountsRestore.Outcome outcome) {
    return switch (outcome) {
      case CREATED -> "made";
      case LEFT_ALONE -> "was there and is left as it is";
      case REPLACED -> "replaced";
      case FAILED -> "failed";
    };
  }
}
