package io.dumpwarden.accounts;

import io.dumpwarden.config.Flavor;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes accounts in the order in which a server can take them: what may be refused, since a table
 * is gone or the right to grant it is rare, comes last.
 */
final class ScriptWriter {

  private final ScriptText script;
  private final Selection selection;
  private final List<ReadAccount> accounts;
  private final List<String> warnings = new ArrayList<>();

  ScriptWriter(ScriptText script, Selection selection, List<ReadAccount> accounts) {
    this.script = script;
    this.selection = selection;
    this.accounts = accounts.stream().filter(selection::has).toList();
  }

  List<String> names() {
    return accounts.stream().map(ReadAccount::name).toList();
  }

  List<String> warnings() {
    return warnings;
  }

  void accounts() {
    accounts.stream().filter(a -> !a.account().role()).forEach(this::account);
    script.section("accounts");
    accounts.stream()
        .filter(a -> a.account().role() && !a.account().isPublic())
        .forEach(this::account);
    script.section("roles");
  }

  /** On everything, and on databases. */
  void broadPrivileges() {
    for (ReadAccount account : accounts) {
      for (GrantLine.Privileges grant : account.privileges()) {
        if (grant.object().isInDatabase()) {
          continue;
        }
        if (selection.has(grant)) {
          script.statement(grant.sql(account.account()));
        } else if (grant.object().isOnEverything() || grant.revoked()) {
          script.remark("beyond these databases", grant.sql(account.account()));
        }
      }
    }
    script.section("privileges");
  }

  void roles(Flavor flavor) {
    for (ReadAccount account : accounts) {
      account.roles().forEach(line -> roles(account, line));
    }
    script.section("members of roles");
    for (ReadAccount account : accounts) {
      List<String> defaults = account.defaultRoles().stream().filter(selection::has).toList();
      if (!defaults.isEmpty()) {
        script.statement(
            "SET DEFAULT ROLE %s %s %s;"
                .formatted(
                    String.join(", ", defaults),
                    flavor == Flavor.MARIADB ? "FOR" : "TO",
                    account.name()));
      }
    }
    script.section("default roles");
  }

  /** On what must be there: tables, columns, routines. */
  void narrowPrivileges(ObjectsInSight objects) throws SQLException {
    for (ReadAccount account : accounts) {
      for (GrantLine.Privileges grant : account.privileges()) {
        if (grant.object().isInDatabase() && selection.has(grant)) {
          narrow(account, grant, objects.allow(grant));
        }
      }
    }
    script.section("privileges on tables and routines");
  }

  void unknown() {
    for (ReadAccount account : accounts) {
      for (String line : account.unknown()) {
        script.remark("not known to Dumpwarden", line + ";");
        warnings.add(
            "a grant of account %s is a comment only, since its kind is not known here"
                .formatted(account.name()));
      }
    }
    script.section("other grants");
  }

  void proxies(List<Proxy> proxies) {
    proxies.stream().filter(selection::has).forEach(p -> script.statement(p.sql()));
    script.section("proxies; only who has them with grant option may grant them");
  }

  private void account(ReadAccount account) {
    script.statement(account.create());
    if (account.formerPassword()) {
      // a statement could set both, but would change accounts that are there already
      warnings.add("the former password of account %s is missing".formatted(account.name()));
    }
  }

  private void roles(ReadAccount account, GrantLine.Roles line) {
    for (String role : line.roles()) {
      String sql =
          "GRANT %s TO %s%s;"
              .formatted(role, account.name(), line.admin() ? " WITH ADMIN OPTION" : "");
      if (selection.has(role)) {
        script.statement(sql);
      } else {
        script.remark("a role that is not in this script", sql);
      }
    }
  }

  private void narrow(ReadAccount account, GrantLine.Privileges grant, boolean allowed) {
    if (allowed) {
      script.statement(grant.sql(account.account()));
      return;
    }
    script.remark("on what is not there", grant.sql(account.account()));
    warnings.add(
        "what account %s may do with %s is a comment only, since it is not there, or out of sight"
            .formatted(account.name(), grant.object().text()));
  }
}
