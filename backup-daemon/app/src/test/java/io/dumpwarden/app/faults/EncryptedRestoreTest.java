package io.dumpwarden.app.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dumpwarden.access.Actor;
import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.TestRestores;
import io.dumpwarden.catalog.Backup;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.engines.DatabaseCompare;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.restore.Existing;
import io.dumpwarden.run.RunEnd;
import io.dumpwarden.run.RunStatus;
import io.dumpwarden.storage.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted backups, made and restored; nothing is loaded from one that does not verify. */
class EncryptedRestoreTest {

  private static final String DATABASE = "sealed_from";
  private static final Actor ACTOR = new Actor("test", "cli");

  @TempDir static Path folder;
  private static Scene scene;

  @BeforeAll
  static void start() throws Exception {
    scene = Scene.in(folder);
    SampleDatabase.small(scene.source, DATABASE);
    scene.rows().server("target", scene.source);
    key("aes-256-gcm", "aes-256-gcm");
    key("age", "age");
  }

  @AfterAll
  static void stop() throws Exception {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aes-256-gcm", "age"})
  void anEncryptedBackupRestoresAndIsEqual(String type) throws Exception {
    String disk = scene.local();
    Backup backup = backup(disk, type);
    String database = "sealed_" + type.replace("-", "_");

    restore(backup, database, scene.platform().keyring());

    String head = new String(Files.readAllBytes(file(disk, backup)), 0, 16, "ISO-8859-1");
    assertThat(head).startsWith(type.equals("age") ? "age-encryption" : "Salted__DWARDEN");
    try (Connection a = scene.source.connect();
        Connection b = scene.source.connect()) {
      assertThat(DatabaseCompare.differences(a, DATABASE, b, database)).isEmpty();
    }
  }

  @Test
  void withoutTheKeyOrWithAnotherTheTargetIsNotTouched() throws Exception {
    Backup backup = backup(scene.local(), "aes-256-gcm");
    refused(backup, Keyring.empty(), ErrorCode.KEY_MISSING);
    refused(backup, Keyring.empty().with("k", Secret.of("no")), ErrorCode.KEY_WRONG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aes-256-gcm", "age"})
  void fromADamagedCopyNothingIsLoaded(String type) throws Exception {
    String disk = scene.local();
    Backup backup = backup(disk, type);
    Path file = file(disk, backup);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);
    refused(backup, scene.platform().keyring(), ErrorCode.NO_GOOD_COPY);
  }

  @Test
  void damageThatLooksLikeAWrongKeyDoesNotHideTheOtherCopy() throws Exception {
    String damaged = scene.local();
    String[] sealed = {"encryption", "age", "encryption_key", "age"};
    String schedule = scene.scheduleWith(DATABASE, sealed, damaged, scene.local());
    assertThat(scene.daemon.run(schedule).status()).isEqualTo(RunStatus.SUCCEEDED);
    Backup backup = scene.onlyBackup(schedule);
    Path file = file(damaged, backup);
    byte[] bytes = Files.readAllBytes(file);
    // in the body of the stanza that wraps the file's key
    int body = new String(bytes, 0, 200, "ISO-8859-1").indexOf('\n', 24) + 5;
    bytes[body] = (byte) (bytes[body] == 'A' ? 'B' : 'A');
    Files.write(file, bytes);

    restore(backup, "sealed_second", scene.platform().keyring());

    assertThat(databases()).contains("sealed_second");
  }

  private static void refused(Backup backup, Keyring keys, ErrorCode code) throws Exception {
    DumpwardenException e =
        catchThrowableOfType(
            DumpwardenException.class, () -> restore(backup, "sealed_never", keys));
    assertThat(e).isNotNull();
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(databases()).doesNotContain("sealed_never");
  }

  private static void key(String name, String type) {
    scene
        .platform()
        .editor()
        .add(
            ConfigKind.ENCRYPTION_KEY,
            new RowChanges(
                Map.of("name", name, "type", type), Map.of("secret", Secret.of("pass " + type))),
            ACTOR);
  }

  private static Backup backup(String disk, String type) {
    String[] sealed = {"encryption", type, "encryption_key", type};
    String schedule = scene.scheduleWith(DATABASE, sealed, disk);
    RunEnd end = scene.daemon.run(schedule);
    assertThat(end.status()).as("%s", end.message()).isEqualTo(RunStatus.SUCCEEDED);
    Backup backup = scene.onlyBackup(schedule);
    assertThat(backup.copies().get(0).key()).endsWith(type.equals("age") ? ".age" : ".enc");
    return backup;
  }

  private static void restore(Backup backup, String database, Keyring keys) {
    new TestRestores(scene.platform(), keys).restore(backup, "target", database, Existing.REFUSE);
  }

  private static Path file(String disk, Backup backup) {
    return scene.storageFolder(disk).resolve(backup.copies().get(0).key());
  }

  private static List<String> databases() throws Exception {
    List<String> names = new ArrayList<>();
    try (Connection connection = scene.source.connect();
        var rows = connection.getMetaData().getCatalogs()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
