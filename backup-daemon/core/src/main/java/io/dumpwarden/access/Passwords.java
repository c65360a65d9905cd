package io.dumpwarden.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords as Argon2id hashes, in the PHC format, so that each hash says by itself how it was made
 * and newer ones may be stronger. Each hashing takes 19 MiB of the heap; two go on at a time, few
 * wait, and the rest is turned away. Safe for use by many threads.
 */
public final class Passwords {

  /** OWASP's figures: 19 MiB, two passes, one lane. */
  private static final int MEMORY_KIB = 19 * 1024;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /** A hash in the store that asks for more than this was not made here. */
  private static final int MOST_MEMORY_KIB = 46 * 1024;

  private static final int MOST_PASSES = 10;

  private static final Pattern FIGURES =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$[^$]+\\$[^$]+");

  private static final int AT_A_TIME = 2;
  private static final int WAITING = 16;
  private static final long PATIENCE_SECONDS = 5;

  private static final SecureRandom RANDOM = new SecureRandom();

  /** What the passwords of names that do not exist are compared with. */
  private static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$QUFBQUFBQUFBQUFBQUFBQQ$"
          + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

  private final Semaphore places = new Semaphore(AT_A_TIME, true);
  private final int waiting;

  public Passwords() {
    this(WAITING);
  }

  /**
   * @param waiting so many may wait; with none, all are turned away
   */
  Passwords(int waiting) {
    this.waiting = waiting;
  }

  /** The hash of a password. */
  public Secret hash(Secret password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return inTurn(() -> Secret.of(current().hash(bytes(password), salt).getResult()));
  }

  /** Whether it is the password of that hash; no for a hash that cannot be read. */
  public boolean matches(Secret password, Secret hash) {
    return inTurn(() -> check(password, hash.reveal()));
  }

  /** Takes as long as {@link #matches} for a name that nobody has. */
  void pretend(Secret password) {
    inTurn(() -> check(password, NOBODY));
  }

  /** Whether hashes are made stronger now than this one was. */
  public boolean isWeak(Secret hash) {
    return !hash.reveal()
        .startsWith("$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(MEMORY_KIB, PASSES, LANES));
  }

  private static boolean check(Secret password, String hash) {
    // before the library takes the memory that it asks for
    if (!isBearable(hash)) {
      return false;
    }
    try {
      return Argon2Function.getInstanceFromHash(hash)
          .check(bytes(password), hash.getBytes(StandardCharsets.US_ASCII));
    } catch (RuntimeException e) {
      // whatever stands there, it is nobody's password
      return false;
    }
  }

  private static boolean isBearable(String hash) {
    Matcher figures = FIGURES.matcher(hash);
    return figures.matches()
        && Integer.parseInt(figures.group(1)) <= MOST_MEMORY_KIB
        && Integer.parseInt(figures.group(2)) <= MOST_PASSES;
  }

  private static Argon2Function current() {
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  }

  /** The same characters are the same password, however a keyboard puts them together. */
  private static byte[] bytes(Secret password) {
    return Normalizer.normalize(password.reveal(), Normalizer.Form.NFC)
        .getBytes(StandardCharsets.UTF_8);
  }

  private <R> R inTurn(Supplier<R> work) {
    if (places.getQueueLength() >= waiting || !hasTurn()) {
      throw new DumpwardenException(
          ErrorCode.BUSY, "too many passwords are checked at the same time");
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  private boolean hasTurn() {
    try {
      return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
