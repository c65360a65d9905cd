package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.engines.TestEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy that is not what was stored is never loaded, not in part either. */
@Tag("long")
class DamagedBackupTest {

  /** What is encrypted by itself, in either format, with its tag. */
  private static final int SEGMENT = 16 * 1024;

  private static final int CHUNK = 64 * 1024 + 16;

  private static NastyScene scene;
  private static String mine;

  @BeforeAll
  static void start() throws Exception {
    Sealing.make();
    scene = NastyScene.of(TestEngine.MARIADB_11_4, "damaged");
    NastyScene.execute(
        scene.source(),
        "CREATE DATABASE hurt",
        "USE hurt",
        "CREATE TABLE hurt.t (id INT PRIMARY KEY, word LONGTEXT)",
        "INSERT INTO hurt.t SELECT seq, SHA2(seq, 512) FROM seq_1_to_2000");
    NastyScene.execute(
        scene.target(),
        "CREATE DATABASE mine",
        "CREATE TABLE mine.t (id INT PRIMARY KEY, mine INT)",
        "INSERT INTO mine.t VALUES (1, 2)");
    NastyScene.execute(scene.source(), "CREATE DATABASE mine");
    NastyScene.execute(scene.source(), "CREATE TABLE mine.t LIKE hurt.t");
    NastyScene.execute(scene.source(), "INSERT INTO mine.t SELECT * FROM hurt.t");
    mine = mine();
  }

  @AfterAll
  static void stop() throws Exception {
    scene.close();
  }

  @ParameterizedTest
  @EnumSource(Sealing.class)
  void isRefusedWhateverHappenedToIt(Sealing sealing) throws Exception {
    JsonNode backup = backup("hurt", sealing);
    Path file = scene.file(backup);
    byte[] whole = Files.readAllBytes(file);
    for (Map.Entry<String, byte[]> damaged : damages(whole, sealing).entrySet()) {
      Files.write(file, damaged.getValue());
      refused(damaged.getKey(), scene.restore(backup, sealing.restoreOptions()), "no-good-copy");
    }
    Files.write(file, whole);
    assertThat(scene.restore(backup, sealing.restoreOptions()).exit()).isZero();
    assertThat(scene.differences(List.of("hurt"))).isEmpty();
    NastyScene.execute(scene.target(), "DROP DATABASE hurt");
  }

  @Test
  void whatIsThereStaysAsItIs() throws Exception {
    JsonNode backup = backup("mine", Sealing.AES);
    Path file = scene.file(backup);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - SEGMENT));
    refused("cut", scene.restore(backup, "--replace", "--skip-safety-backup"), "no-good-copy");
  }

  @ParameterizedTest
  @EnumSource(
      value = Sealing.class,
      names = {"AES", "AGE_PASSPHRASE", "AGE_RECIPIENT"})
  void isRefusedByDecryptToo(Sealing sealing) throws Exception {
    Path file = scene.file(backup("hurt", sealing));
    Path out = file.resolveSibling("decrypted");
    Map<String, byte[]> damages = damages(Files.readAllBytes(file), sealing);
    for (Map.Entry<String, byte[]> damaged : damages.entrySet()) {
      Files.write(file, damaged.getValue());
      List<String> line = new ArrayList<>(List.of("decrypt", file.toString()));
      line.addAll(List.of("--output", out.toString()));
      line.addAll(List.of(sealing.keyOptions()));
      Outcome outcome = scene.run(line.toArray(String[]::new));
      refused(damaged.getKey(), outcome, "backup-corrupt");
      assertThat(out).as(damaged.getKey()).doesNotExist();
    }
  }

  @Test
  void anotherKeyIsToldFromDamage() throws Exception {
    Path wrong = Files.writeString(Cli.shared().folder().resolve("wrong-key"), "another one\n");
    JsonNode sealed = backup("hurt", Sealing.AES);
    String[] otherKey = {"--encryption-key-file", wrong.toString(), "--key-id", "nasty-1"};
    refused("wrong key", scene.restore(sealed, otherKey), "key-wrong");
    Cli.shared().given("key", "add", "damaged-other", "--generate");
    refused("wrong id", scene.restore(sealed, "--key-id", "damaged-other"), "key-wrong");
    refused("no such id", scene.restore(sealed, "--key-id", "nobody"), "key-missing");
    JsonNode aged = backup("hurt", Sealing.AGE_RECIPIENT);
    refused("no identity", scene.restore(aged), "key-wrong");
    String[] stranger = {"--encryption-key-file", Sealing.strangersIdentity().toString()};
    refused("a stranger's", scene.restore(aged, stranger), "key-wrong");
  }

  @Test
  void aKeyFromAFileIsNeededAgain() throws Exception {
    Path right = Files.writeString(Cli.shared().folder().resolve("right-file"), "given\n");
    Path wrong = Files.writeString(Cli.shared().folder().resolve("wrong-file"), "other\n");
    List<String> line = new ArrayList<>(List.of("single", "--database", "hurt"));
    line.addAll(List.of("--encryption", "aes-256-gcm", "--encryption-key-file", "" + right));
    JsonNode backup = scene.backup(ExitCode.DONE, line).get("backups").get(0);

    refused("none", scene.restore(backup), "key-missing");
    refused(
        "another", scene.restore(backup, "--encryption-key-file", wrong.toString()), "key-wrong");
    assertThat(scene.restore(backup, "--encryption-key-file", right.toString()).exit()).isZero();
    NastyScene.execute(scene.target(), "DROP DATABASE hurt");
  }

  private static JsonNode backup(String database, Sealing sealing) {
    List<String> line = new ArrayList<>(List.of("single", "--database", database));
    line.addAll(Packing.NONE.options());
    line.addAll(sealing.options());
    return scene.backup(ExitCode.DONE, line).get("backups").get(0);
  }

  private static void refused(String damage, Outcome outcome, String code) throws Exception {
    assertThat(outcome.exit()).as(damage + ": " + outcome).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err()).as(damage).contains("(" + code + ")");
    assertThat(outcome.out()).as(damage).doesNotContain("succeeded", "partial");
    assertThat(scene.restored()).as(damage).containsExactly("mine");
    assertThat(mine()).as(damage).isEqualTo(mine);
  }

  /** What the other server's own database holds. */
  private static String mine() throws Exception {
    try (Connection connection = scene.target().connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT GROUP_CONCAT(id, ' ', mine) FROM mine.t")) {
      row.next();
      return row.getString(1);
    }
  }

  private static Map<String, byte[]> damages(byte[] whole, Sealing sealing) {
    Map<String, byte[]> damages = new TreeMap<>();
    for (int at : List.of(3, 20, whole.length / 2, whole.length - 1)) {
      damages.put("bit of byte " + at, flipped(whole, at));
    }
    List<Integer> boundaries = boundaries(whole, sealing);
    for (int at : boundaries) {
      damages.put("cut at " + at, Arrays.copyOf(whole, at));
    }
    damages.put("cut by one", Arrays.copyOf(whole, whole.length - 1));
    damages.put("emptied", new byte[0]);
    damages.put("one more", Arrays.copyOf(whole, whole.length + 1));
    damages.put("swapped", swapped(whole, boundaries.get(0), boundaries.get(1)));
    return damages;
  }

  /** Where whole segments of the format end, but for the file's end. */
  private static List<Integer> boundaries(byte[] whole, Sealing sealing) {
    boolean age = sealing == Sealing.AGE_PASSPHRASE || sealing == Sealing.AGE_RECIPIENT;
    int size = age ? CHUNK : SEGMENT;
    List<Integer> boundaries = new ArrayList<>();
    for (int at = age ? ageStart(whole) + size : size; at < whole.length; at += size) {
      boundaries.add(at);
    }
    return boundaries;
  }

  /** Behind the header's last line and a nonce. */
  private static int ageStart(byte[] whole) {
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    return text.indexOf('\n', text.indexOf("\n--- ") + 1) + 1 + 16;
  }

  private static byte[] flipped(byte[] whole, int at) {
    byte[] bytes = whole.clone();
    bytes[at] ^= 1;
    return bytes;
  }

  /** The segments behind two boundaries change places. */
  private static byte[] swapped(byte[] whole, int first, int second) {
    byte[] bytes = whole.clone();
    int size = second - first;
    System.arraycopy(whole, first, bytes, second, size);
    System.arraycopy(whole, second, bytes, first, size);
    return bytes;
  }
}
