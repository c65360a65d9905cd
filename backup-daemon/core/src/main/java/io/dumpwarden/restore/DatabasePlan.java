package io.dumpwarden.restore;

import io.dumpwarden.source.Inventory;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a restore does to one database of the target.
 *
 * @param from its name in the source
 * @param to its name in the target
 * @param there what the target has under that name; null for nothing at all
 * @param obstacles why it cannot be done this way: each refuses the restore
 */
public record DatabasePlan(
    String from, String to, @Nullable Inventory there, Action action, List<String> obstacles) {

  public DatabasePlan {
    obstacles = List.copyOf(obstacles);
  }

  /** What happens to it. */
  public enum Action {
    /** It is not there. */
    CREATE,
    /** It is there and empty. */
    FILL,
    /** It is there, filled in part by an earlier restore of the same, which goes on. */
    RESUME,
    /** It is there, and nothing happens to it. */
    REFUSE,
    /** Loaded beside it, and swapped. */
    REPLACE,
    /** What is there is dropped first. */
    LOAD_OVER;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How messages say it: {@code replaced}. */
    String outcome() {
      return switch (this) {
        case CREATE -> "made";
        case FILL -> "filled";
        case RESUME -> "filled on";
        case REFUSE -> "refused, since it is not empty";
        case REPLACE -> "replaced";
        case LOAD_OVER -> "emptied and loaded over";
      };
    }
  }
}
