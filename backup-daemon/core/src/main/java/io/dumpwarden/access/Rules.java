package io.dumpwarden.access;

import io.dumpwarden.config.Problem;
import io.dumpwarden.storage.Secret;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What names and passwords have to look like. */
final class Rules {

  static final int SHORTEST_PASSWORD = 8;
  static final int LONGEST_PASSWORD = 256;

  private static final Pattern NAME =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._@+-]{0,63}");

  /** What guessers try first, of those that are long enough. */
  private static final Set<String> COMMON =
      Set.of(
          "password",
          "password1",
          "password12",
          "password123",
          "passw0rd",
          "p@ssw0rd",
          "p@ssword",
          "12345678",
          "123456789",
          "1234567890",
          "87654321",
          "11111111",
          "00000000",
          "abcd1234",
          "abc12345",
          "qwertyui",
          "qwerty123",
          "qwertyuiop",
          "1q2w3e4r",
          "1qaz2wsx",
          "iloveyou",
          "sunshine",
          "princess",
          "football",
          "baseball",
          "superman",
          "trustno1",
          "welcome1",
          "welcome123",
          "letmein1",
          "changeme",
          "changeit",
          "changeme1",
          "changeme123",
          "adminadmin",
          "admin123",
          "admin1234",
          "administrator",
          "rootroot",
          "dumpwarden");

  private Rules() {}

  /** The same characters are the same name, however a keyboard puts them together. */
  static String normalised(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  static List<Problem> ofName(String name) {
    // the pages' address of what is not there yet
    return NAME.matcher(name).matches() && !name.equals("new")
        ? List.of()
        : List.of(
            new Problem(
                "name",
                "must be 1 to 64 letters, digits and . _ @ + -, beginning with a letter or digit;"
                    + " and not new"));
  }

  /**
   * @param field how the caller calls the password
   */
  static List<Problem> ofPassword(String field, String name, Secret password) {
    String text = password.reveal();
    int length = text.codePointCount(0, text.length());
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      return List.of(
          new Problem(
              field,
              "must have %d to %d characters".formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD)));
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals(name.toLowerCase(Locale.ROOT)) || COMMON.contains(lower)) {
      return List.of(new Problem(field, "is among the first that guessers try"));
    }
    return List.of();
  }
}
