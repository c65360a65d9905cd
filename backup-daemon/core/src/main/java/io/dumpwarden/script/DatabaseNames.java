package io.dumpwarden.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The databases of a dump and the names that they get, as far as a choice and the dump tell. */
final class DatabaseNames {

  private final ScriptChoice choice;
  private @Nullable String sole;

  DatabaseNames(ScriptChoice choice) {
    this.choice = choice;
    this.sole = choice.soleTarget() == null ? null : choice.unnamed();
  }

  /**
   * For a name that the dump creates or uses.
   *
   * @return empty where the database is not wanted
   * @throws Unplaceable for a second database where one name was given for the only one
   */
  Optional<String> enter(String database) throws Unplaceable {
    if (choice.soleTarget() != null) {
      if (sole != null && !sole.equals(database)) {
        throw new Unplaceable(
            "is for database %s, after database %s: both cannot become %s"
                .formatted(
                    SqlName.quoted(database),
                    SqlName.quoted(sole),
                    SqlName.quoted(choice.soleTarget())));
      }
      sole = database;
    }
    return choice.target(database);
  }

  /** The other name that a database gets; empty where it keeps its own, or is not wanted. */
  Optional<String> renamed(String database) {
    String target =
        choice.soleTarget() == null
            ? choice.databases().get(database)
            : database.equals(sole) ? choice.soleTarget() : null;
    return Optional.ofNullable(target).filter(name -> !name.equals(database));
  }

  boolean renamesAny() {
    return choice.soleTarget() != null
        || choice.databases().entrySet().stream()
            .anyMatch(entry -> !entry.getKey().equals(entry.getValue()));
  }
}
