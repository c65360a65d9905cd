package io.dumpwarden.accounts;

import io.dumpwarden.source.DatabasePattern;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lets grants on databases follow their databases to new names. */
final class GrantRename {

  private final AccountsRestore.Wish wish;
  private final boolean literal;

  /**
   * @param literal whether the target takes patterns in the names of databases literally
   */
  GrantRename(AccountsRestore.Wish wish, boolean literal) {
    this.wish = wish;
    this.literal = literal;
  }

  /**
   * The grant as the target is to get it; empty where it is on a database that is not restored.
   *
   * @param remarks told of a pattern that fits a database under its old name
   */
  Optional<String> of(ScriptStatement.Grant grant, Consumer<String> remarks) {
    GrantObject object = grant.privileges().object();
    if (object.isOnEverything()) {
      return Optional.of(grant.sql());
    }
    Optional<String> database = known(object);
    if (database.isEmpty()) {
      renamedBy(object)
          .ifPresent(
              from ->
                  remarks.accept(
                      "%s on %s does not follow %s to its new name"
                          .formatted(grant.privileges().privileges(), object.text(), from)));
      return Optional.of(grant.sql());
    }
    String to = wish.chosen().get(database.get());
    return to == null
        ? Optional.empty()
        : Optional.of(to.equals(database.get()) ? grant.sql() : renamed(grant, object, to));
  }

  /** Which database of the backup it is on; empty for a pattern, and for other databases. */
  private Optional<String> known(GrantObject object) {
    return Stream.concat(wish.chosen().keySet().stream(), wish.others().stream())
        .filter(name -> isOn(object, name))
        .findFirst();
  }

  private static boolean isOn(GrantObject object, String database) {
    String text = object.database();
    return text.equals(database)
        || object.isOnDatabases() && text.replaceAll("\\\\([_%])", "$1").equals(database);
  }

  private Optional<String> renamedBy(GrantObject pattern) {
    return wish.chosen().entrySet().stream()
        .filter(entry -> !entry.getKey().equals(entry.getValue()))
        .map(Map.Entry::getKey)
        .filter(name -> new DatabasePattern(pattern.database()).fits(name))
        .findFirst();
  }

  private String renamed(ScriptStatement.Grant grant, GrantObject object, String to) {
    String name = object.isOnDatabases() && !literal ? to.replaceAll("[_%]", "\\\\$0") : to;
    String kind = object.kind().isEmpty() ? "" : object.kind() + " ";
    String table = object.isInDatabase() ? SqlText.name(object.table()) : "*";
    int at = SqlText.find(grant.sql(), " ON ", 0) + " ON ".length();
    return grant.sql().substring(0, at)
        + kind
        + SqlText.name(name)
        + "."
        + table
        + grant.sql().substring(at + object.text().length());
  }
}
