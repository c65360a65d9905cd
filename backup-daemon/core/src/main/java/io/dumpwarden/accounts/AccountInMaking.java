package io.dumpwarden.accounts;

import io.dumpwarden.accounts.AccountsRestore.Outcome;
import io.dumpwarden.accounts.AccountsRestore.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One account of a script on its way onto a server. */
final class AccountInMaking {

  private final String name;
  private final TargetAccounts target;
  private final GrantRename rename;
  private final boolean replace;
  private final List<String> problems = new ArrayList<>();
  private Outcome outcome = Outcome.CREATED;
  private boolean begun;
  private boolean made;

  AccountInMaking(String name, TargetAccounts target, GrantRename rename, boolean replace) {
    this.name = name;
    this.target = target;
    this.rename = rename;
    this.replace = replace;
  }

  /** Executes a statement about it, unless it is to be left as it is. */
  void take(ScriptStatement statement) throws SQLException {
    if (!begun) {
      begin(statement);
    } else if (made) {
      grant(statement);
    }
  }

  Result result() {
    return new Result(name, outcome, problems);
  }

  /** A script makes an account before it says anything else of it; grants alone make nothing. */
  private void begin(ScriptStatement first) throws SQLException {
    begun = true;
    if (target.isOwn(name)) {
      outcome = Outcome.LEFT_ALONE;
      if (replace) {
        problems.add("the restore itself uses this account");
      }
    } else if (first instanceof ScriptStatement.Create create) {
      make(create);
    } else {
      outcome = Outcome.FAILED;
      problems.add("the script grants it something and does not make it");
    }
  }

  private void make(ScriptStatement.Create create) throws SQLException {
    Optional<Boolean> there = target.has(name);
    if (!there.orElse(false)) {
      Optional<SQLException> refusal = target.execute(create.sql());
      if (refusal.isEmpty()) {
        made = true;
        return;
      }
      if (there.isPresent() || !TargetAccounts.saysItIsThere(refusal.get())) {
        fail("cannot be made", ServerWords.withoutSecrets(refusal.get(), create.clauses()));
        return;
      }
    }
    outcome = replace ? Outcome.REPLACED : Outcome.LEFT_ALONE;
    if (replace) {
      replace(create);
    }
  }

  /** A role has nothing but what it is granted. */
  private void replace(ScriptStatement.Create create) throws SQLException {
    Optional<SQLException> refusal =
        create.role() ? Optional.empty() : target.execute(create.alter());
    made = refusal.isEmpty();
    refusal.ifPresent(
        e -> fail("cannot be replaced", ServerWords.withoutSecrets(e, create.clauses())));
  }

  private void grant(ScriptStatement statement) throws SQLException {
    Optional<String> sql =
        statement instanceof ScriptStatement.Grant grant
            ? rename.of(grant, problems::add)
            : Optional.of(statement.sql());
    if (sql.isPresent()) {
      target.execute(sql.get()).ifPresent(e -> fail(sql.get(), ServerWords.of(e)));
    }
  }

  private void fail(String what, String why) {
    outcome = Outcome.FAILED;
    problems.add(what + ": " + why);
  }
}
