package io.dumpwarden.catalog;

import static io.dumpwarden.testing.Property.TRIES;
import static io.dumpwarden.testing.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.testing.Draw;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Examples of keys stand in docs/storage-format.md, and are checked there. */
class KeyLayoutTest {

  private static final Instant AT = Instant.parse("2026-03-04T05:06:07.890Z");
  private static final String LONG = "datenbank_".repeat(12);
  private static final List<String> PIECES =
      List.of(
          "a",
          "A",
          "b",
          "ä",
          "Ä",
          ".",
          "..",
          "/",
          "~",
          "%",
          "%41",
          "%2e",
          "-",
          " ",
          "\\",
          "\0",
          "\uD83D\uDE00",
          "ſ",
          "K",
          LONG);

  @Test
  void differentNamesNeverMeetEvenWhereCaseDoesNotCount() {
    forAll(
        10 * TRIES,
        KeyLayoutTest::name,
        KeyLayoutTest::name,
        (one, other) ->
            assertThat(KeyLayout.encode(one, 120).equalsIgnoreCase(KeyLayout.encode(other, 120)))
                .isEqualTo(one.equals(other)));
  }

  @Test
  void anyNameMakesAKeyThatIsNotTooLong() {
    forAll(
        TRIES,
        KeyLayoutTest::name,
        name -> {
          ObjectKey key = key(name);
          assertThat(key.segments()).hasSize(4).allMatch(s -> s.length() <= 255);
          assertThat(key.segments().get(0)).hasSizeLessThanOrEqualTo(200);
          assertThat(KeyLayout.manifestKey(key).fileName()).endsWith(".sql.zst.meta.json");
        });
  }

  @Test
  void aNameIsCutBetweenItsCharacters() {
    forAll(
        TRIES,
        draw -> "x".repeat(draw.between(0, 12)) + "ä".repeat(60),
        name -> assertThat(KeyLayout.encode(name, 120)).matches("x*(%[0-9A-F]{2})+~[0-9a-f]{10}"));
  }

  @Test
  void theRunIsReadFromTheKey() {
    String run = Ids.next();
    ObjectKey key =
        KeyLayout.dumpKey(
            new KeyLayout.Folder("s", "daily", "d"), KeyLayout.FileName.of(AT, run, ".gz"));

    assertThat(KeyLayout.runId(key)).contains(run);
    assertThat(KeyLayout.runId(KeyLayout.manifestKey(key))).contains(run);
    assertThat(KeyLayout.runId(ObjectKey.of("s", "daily", "notes.txt"))).isEmpty();
  }

  /** Or a sweep would take one run's upload for another's. */
  @Test
  void aDatabaseCannotPassForAnotherRun() {
    String run = Ids.next();
    for (String end : List.of("", "_", "_x", ".sql")) {
      String database = "x_20260101T000000Z_" + Ids.next() + end;
      KeyLayout.Folder folder = new KeyLayout.Folder("s", "daily", database);

      assertThat(KeyLayout.runId(KeyLayout.dumpKey(folder, KeyLayout.FileName.of(AT, run, ".gz"))))
          .contains(run);
    }
  }

  private static ObjectKey key(String name) {
    return KeyLayout.dumpKey(
        new KeyLayout.Folder(name, "monthly", name), KeyLayout.FileName.of(AT, Ids.next(), ".zst"));
  }

  private static String name(Draw draw) {
    return "n" + draw.joined(6, PIECES);
  }
}
