package io.dumpwarden.admin.page;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What servers hold, and what of it is ticked.
 *
 * @param picked the databases that are ticked, as patterns
 */
public record PickedDatabases(DatabaseLook look, Set<String> picked) {

  /** Ticked, and not among those that are shown: left out of the form, they would be lost. */
  public List<String> unseen() {
    Set<String> shown =
        look.choices().stream().map(DatabaseLook.Choice::value).collect(Collectors.toSet());
    return picked.stream().filter(pick -> !shown.contains(pick)).toList();
  }
}
