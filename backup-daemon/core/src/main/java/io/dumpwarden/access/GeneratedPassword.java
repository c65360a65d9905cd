package io.dumpwarden.access;

import io.dumpwarden.storage.Secret;
import java.security.SecureRandom;

/** Passwords that are shown once: 99 random bits, in letters that nobody takes for others. */
final class GeneratedPassword {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int GROUPS = 5;
  private static final int GROUP = 4;

  private GeneratedPassword() {}

  static Secret fresh() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return Secret.of(text.toString());
  }
}
