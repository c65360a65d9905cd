package io.dumpwarden.verify;

import io.dumpwarden.catalog.Verification;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about a copy.
 *
 * @param message what is wrong, in words; of one that is good only what is worth knowing
 * @param bad what of it is to be written anew
 */
public record Finding(State state, @Nullable String message, Set<Part> bad) {

  /** How it stands. */
  public enum State {
    /** Read in full, and all is as it was proven. */
    VERIFIED,
    /** Looked at only: everything is there and has its size. */
    PRESENT,
    MISSING,
    CORRUPT,
    /** As it was stored, and no key here opens it. */
    UNREADABLE,
    /** The storage let nothing be found out: no verdict. */
    UNCHECKED;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The objects that a copy has, in the order in which they are written. */
  public enum Part {
    DUMP,
    USERS,
    MANIFEST
  }

  public Finding {
    bad = Set.copyOf(bad);
  }

  static Finding good(State state) {
    return new Finding(state, null, Set.of());
  }

  static Finding missing() {
    return new Finding(State.MISSING, "it is not there", EnumSet.allOf(Part.class));
  }

  static Finding corrupt(Part part, String why) {
    return new Finding(State.CORRUPT, why, Set.of(part));
  }

  static Finding unreadable(String why) {
    return new Finding(State.UNREADABLE, why, Set.of());
  }

  static Finding unchecked(String why) {
    return new Finding(State.UNCHECKED, why, Set.of());
  }

  boolean isGood() {
    return state == State.VERIFIED || state == State.PRESENT;
  }

  /** Whether a good copy would mend it. */
  boolean isLost() {
    return state == State.MISSING || state == State.CORRUPT;
  }

  /** What stays on record; empty for what is no verdict, or a short look's. */
  Optional<Verification.Result> verdict() {
    return switch (state) {
      case VERIFIED -> Optional.of(Verification.Result.VERIFIED);
      case MISSING -> Optional.of(Verification.Result.MISSING);
      case CORRUPT -> Optional.of(Verification.Result.CORRUPT);
      case UNREADABLE -> Optional.of(Verification.Result.UNREADABLE);
      case PRESENT, UNCHECKED -> Optional.empty();
    };
  }

  /** Both of one copy: the worse of the two, with all that is to be written anew. */
  Finding and(Finding other) {
    if (isLost() && other.isLost()) {
      Set<Part> all = EnumSet.copyOf(bad);
      all.addAll(other.bad);
      return new Finding(state, message + "; " + other.message, all);
    }
    return rank() >= other.rank() ? this : other;
  }

  private int rank() {
    return switch (state) {
      case VERIFIED, PRESENT -> message == null ? 0 : 1;
      case UNREADABLE -> 2;
      case UNCHECKED -> 3;
      case CORRUPT -> 4;
      case MISSING -> 5;
    };
  }
}
