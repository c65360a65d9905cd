package io.dumpwarden.restore;

import io.dumpwarden.script.Rewrite;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a target does not take as the source's server had it.
 *
 * @param message what it is, and on which objects
 * @param remedy the change that makes the load succeed; null where there is none
 */
public record Difference(Effect effect, String message, @Nullable Rewrite remedy) {

  /** What comes of it when nothing is done about it. */
  public enum Effect {
    /** The target refuses a statement: the load stops there. */
    FAILS("the load will fail"),
    /** It loads, and something is not as it was. */
    LOSES("will not be as it was"),
    /** Something that may matter. */
    NOTE("note");

    private final String words;

    Effect(String words) {
      this.words = words;
    }
  }

  /** In one line, for plans and logs. */
  public String line() {
    String line = "%s: %s".formatted(effect.words, message);
    return remedy == null ? line : "%s; --rewrite %s takes care of it".formatted(line, id(remedy));
  }

  /** Whether it stops a load in which these changes are made. */
  public boolean stops(java.util.Set<Rewrite> rewrites) {
    return effect == Effect.FAILS && (remedy == null || !rewrites.contains(remedy));
  }

  static Difference fails(String message) {
    return new Difference(Effect.FAILS, message, null);
  }

  static Difference fails(String message, Rewrite remedy) {
    return new Difference(Effect.FAILS, message, remedy);
  }

  static Difference loses(String message) {
    return new Difference(Effect.LOSES, message, null);
  }

  static Difference note(String message) {
    return new Difference(Effect.NOTE, message, null);
  }

  private static String id(Rewrite rewrite) {
    return rewrite.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
