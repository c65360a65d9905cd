package io.dumpwarden.accounts;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An account with all that the server shows of it.
 *
 * @param create makes it; empty for what MariaDB grants to everybody
 * @param formerPassword whether MySQL accepts a former password too
 * @param defaultRoles as statements name them
 * @param unknown lines of SHOW GRANTS whose kind is not known here
 */
record ReadAccount(
    Account account,
    String create,
    boolean formerPassword,
    Set<String> defaultRoles,
    List<GrantLine.Privileges> privileges,
    List<GrantLine.Roles> roles,
    List<String> unknown) {

  static ReadAccount of(AccountRow row, CreateUser create, List<GrantLine> lines) {
    Set<String> defaults = new LinkedHashSet<>(create.defaultRoles());
    if (!row.defaultRole().isEmpty()) {
      defaults.add(SqlText.name(row.defaultRole()));
    }
    only(lines, GrantLine.DefaultRole.class).forEach(line -> defaults.add(line.role()));
    return new ReadAccount(
        row.account(),
        create.sql(),
        row.formerPassword(),
        defaults,
        only(lines, GrantLine.Privileges.class).filter(p -> !p.isEmpty()).toList(),
        only(lines, GrantLine.Roles.class).toList(),
        only(lines, GrantLine.Unknown.class).map(GrantLine.Unknown::line).toList());
  }

  String name() {
    return account.sql();
  }

  private static <T extends GrantLine> Stream<T> only(List<GrantLine> lines, Class<T> type) {
    return lines.stream().filter(type::isInstance).map(type::cast);
  }
}
