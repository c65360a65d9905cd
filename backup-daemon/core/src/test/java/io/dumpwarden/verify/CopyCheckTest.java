package io.dumpwarden.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.catalog.Backup;
import io.dumpwarden.catalog.CopyStatus;
import io.dumpwarden.catalog.DumpFacts;
import io.dumpwarden.catalog.KeyLayout;
import io.dumpwarden.catalog.Manifest;
import io.dumpwarden.catalog.ManifestFormat;
import io.dumpwarden.catalog.Verification;
import io.dumpwarden.encryption.Keyring;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.pipeline.Frame;
import io.dumpwarden.pipeline.RawDigest;
import io.dumpwarden.secret.MasterKey;
import io.dumpwarden.source.Inventory;
import io.dumpwarden.source.TableFacts;
import io.dumpwarden.storage.FaultyS3;
import io.dumpwarden.storage.ObjectKey;
import io.dumpwarden.storage.S3Fault;
import io.dumpwarden.storage.S3ProxyServer;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.verify.Archive.Making;
import io.dumpwarden.verify.Finding.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out about a copy, and what is recorded of it. */
class CopyCheckTest {

  private static final CopyVerifier.Mode QUICK = new CopyVerifier.Mode(true, false);

  @TempDir Path folder;
  private Archive archive;

  @BeforeEach
  void open() {
    archive = new Archive(folder, "disk");
  }

  @AfterEach
  void close() {
    archive.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aGoodOneIsVerified(boolean encrypted) {
    Backup backup = archive.backup(encrypted ? Making.ENCRYPTED : Making.PLAIN, "disk");

    assertThat(look(backup).state()).isEqualTo(State.VERIFIED);

    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.STORED);
    assertThat(archive.copyOn(backup, "disk").verification())
        .isEqualTo(new Verification(archive.now(), Verification.Result.VERIFIED, null));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyChangedByteIsFound(boolean encrypted) throws Exception {
    Backup backup = archive.backup(encrypted ? Making.ENCRYPTED : Making.PLAIN, "disk");
    Path file = archive.file("disk", Archive.key(backup));
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at += 7) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      Finding found = look(backup);
      assertThat(found.state()).as("byte %d: %s", at, found).isEqualTo(State.CORRUPT);
      assertThat(found.message()).as("byte %d", at).contains("its SHA-256 is");
    }
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.CORRUPT);

    Files.write(file, whole);
    assertThat(look(backup).state()).isEqualTo(State.VERIFIED);
    assertThat(archive.copyOn(backup, "disk").status())
        .as("it is what it was again")
        .isEqualTo(CopyStatus.STORED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneInFramesIsVerifiedAndItsDamageFound(boolean encrypted) throws Exception {
    Backup backup =
        archive.backup((encrypted ? Making.ENCRYPTED : Making.PLAIN).inFrames(), "disk");
    assertThat(look(backup).state()).isEqualTo(State.VERIFIED);

    Path file = archive.file("disk", Archive.key(backup));
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length / 2] ^= 1;
    Files.write(file, whole);
    assertThat(look(backup).state()).isEqualTo(State.CORRUPT);
  }

  /** Its stored bytes are those on record: only the digest of its frames tells. */
  @Test
  void aManifestOfOtherFramesIsFound() {
    Making framed = Making.PLAIN.inFrames();
    Backup good = archive.backup(framed, "disk");
    DumpFacts facts = good.result();
    Manifest manifest = archive.manifests.read(facts.manifest());
    List<Frame> frames = new ArrayList<>(manifest.frames());
    Collections.swap(frames, 1, 2);
    RawDigest digest =
        RawDigest.of(
            new ByteArrayInputStream(Archive.SQL.getBytes(StandardCharsets.UTF_8)),
            RawDigest.FRAMED,
            frames);

    assertThat(manifest.problemWith(drained(digest)))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .startsWith("the digest of its SQL is ")
                    .endsWith(": " + frames.get(1).describe()));
  }

  private static RawDigest drained(RawDigest digest) {
    try {
      digest.transferTo(OutputStream.nullOutputStream());
      return digest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCutOrLongerOneIsFound() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    Path file = archive.file("disk", Archive.key(backup));
    byte[] whole = Files.readAllBytes(file);
    for (int size : List.of(0, 1, whole.length / 2, whole.length - 1, whole.length + 1)) {
      Files.write(file, Arrays.copyOf(whole, size));
      assertThat(look(backup).message())
          .isEqualTo("%d bytes are there instead of %d".formatted(size, whole.length));
      assertThat(quick(backup).state()).isEqualTo(State.CORRUPT);
    }
  }

  @Test
  void oneThatIsGoneIsMissing() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    Path file = archive.file("disk", Archive.key(backup));
    Path away = Files.move(file, folder.resolve("away"));

    assertThat(quick(backup).state()).isEqualTo(State.MISSING);
    assertThat(look(backup).state()).isEqualTo(State.MISSING);
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.MISSING);

    Files.move(away, file);
    assertThat(quick(backup).state()).as("what came back is read").isEqualTo(State.VERIFIED);
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.STORED);
  }

  @Test
  void objectsThatChangedPlacesAreFound() throws Exception {
    Backup one = archive.backup(Making.PLAIN.of(Archive.SQL), "disk");
    Backup two = archive.backup(Making.PLAIN.of(Archive.SQL.replace("(1)", "(7)")), "disk");
    for (boolean manifestsToo : new boolean[] {false, true}) {
      swap(Archive.key(one), Archive.key(two));
      if (manifestsToo) {
        swap(KeyLayout.manifestKey(Archive.key(one)), KeyLayout.manifestKey(Archive.key(two)));
      }
      assertThat(look(one).state()).isEqualTo(State.CORRUPT);
      assertThat(look(two).state()).isEqualTo(State.CORRUPT);
      swap(Archive.key(one), Archive.key(two));
    }
  }

  @Test
  void theManifestIsHeldAgainstTheOneOnRecord() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    Path file = archive.file("disk", KeyLayout.manifestKey(Archive.key(backup)));
    String ours = Files.readString(file);
    ManifestFormat foreign = new ManifestFormat(MasterKey.generate()::manifestMac);

    Files.writeString(file, foreign.sign(archive.manifests.read(ours)));
    assertThat(look(backup).message()).isEqualTo("its manifest is not the one that was written");
    Files.writeString(file, ours.replace("nightly", "weekly"));
    assertThat(look(backup).bad()).containsExactly(Finding.Part.MANIFEST);
    Files.delete(file);
    assertThat(look(backup).message()).isEqualTo("its manifest is not there");
    assertThat(look(backup).state()).isEqualTo(State.CORRUPT);
    assertThat(quick(backup).state()).isEqualTo(State.CORRUPT);
  }

  @Test
  void theAccountsBesideItCount() throws Exception {
    Backup backup = archive.backup(Making.ENCRYPTED, "disk");
    Path file = archive.file("disk", KeyLayout.usersKey(Archive.key(backup)));
    byte[] whole = Files.readAllBytes(file);
    whole[whole.length / 2] ^= 1;

    Files.write(file, whole);
    assertThat(look(backup).bad()).containsExactly(Finding.Part.USERS);
    Files.delete(file);
    assertThat(look(backup).message()).contains(".users.sql").contains("is not there");
    assertThat(quick(backup).bad())
        .as("a look cannot tell what else is wrong with a corrupt one")
        .containsExactlyInAnyOrder(Finding.Part.values());
  }

  @Test
  void aKeyThatIsNotHereIsToldFromDamage() throws Exception {
    Backup backup = archive.backup(Making.ENCRYPTED, "disk");
    Path file = archive.file("disk", Archive.key(backup));
    for (Keyring keys :
        List.of(Keyring.empty(), Keyring.empty().with("k1", Secret.of("another one")))) {
      archive.keys = keys;
      Finding found = look(backup);
      assertThat(found.state()).isEqualTo(State.UNREADABLE);
      assertThat(found.message()).contains("'k1'");
      assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.STORED);
      assertThat(archive.copyOn(backup, "disk").verification().result())
          .isEqualTo(Verification.Result.UNREADABLE);
    }
    byte[] whole = Files.readAllBytes(file);
    // where the header says which passphrase it was
    whole[40] ^= 1;
    Files.write(file, whole);
    assertThat(look(backup).state()).isEqualTo(State.CORRUPT);
  }

  @Test
  void whatWasStoredIsHeldAgainstItsOwnManifest() {
    String cut = Archive.SQL.substring(0, Archive.SQL.indexOf("-- Dump completed"));
    Finding withoutEnd = look(archive.backup(Making.PLAIN.of(cut), "disk"));
    assertThat(withoutEnd.state()).isEqualTo(State.CORRUPT);
    assertThat(withoutEnd.message()).contains("end marker");

    Finding whole = look(archive.backup(Making.PLAIN.holding(holding("t")), "disk"));
    assertThat(whole.state()).as("%s", whole).isEqualTo(State.VERIFIED);

    Finding lacking = look(archive.backup(Making.PLAIN.holding(holding("t", "gone")), "disk"));
    assertThat(lacking.state()).isEqualTo(State.CORRUPT);
    assertThat(lacking.message()).isEqualTo("it lacks table gone of shop");
  }

  @Test
  void aDiskThatIsNotMountedSaysNothingOfItsCopies() throws Exception {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    Files.move(archive.root("disk"), folder.resolve("unplugged"));
    Files.createDirectory(archive.root("disk"));

    for (Finding found : List.of(look(backup), quick(backup))) {
      assertThat(found.state()).isEqualTo(State.UNCHECKED);
      assertThat(found.message()).contains("marker");
    }
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.STORED);
    assertThat(archive.copyOn(backup, "disk").verification()).isNull();
  }

  @Test
  void aBucketThatDoesNotAnswerSaysNothingOfItsCopies() throws Exception {
    try (S3ProxyServer s3 = S3ProxyServer.start();
        FaultyS3 faulty = FaultyS3.before(s3)) {
      archive.bucket("tape", faulty.endpoint());
      Backup backup = archive.backup(Making.PLAIN, "tape");
      assertThat(verified(backup, "tape").state()).isEqualTo(State.VERIFIED);

      for (S3Fault fault :
          List.of(
              new S3Fault.Refuse(503, "SlowDown"),
              new S3Fault.Refuse(403, "AccessDenied"),
              // it promises more than it gives
              new S3Fault.Answer(
                  "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nConnection: close\r\n\r\nshort"))) {
        faulty.plant(S3Fault.Operation.READ_OBJECT, fault);
        Finding found = verified(backup, "tape");
        assertThat(found.state()).as("%s: %s", fault, found).isEqualTo(State.UNCHECKED);
        faulty.heal();
      }
      assertThat(archive.copyOn(backup, "tape").status()).isEqualTo(CopyStatus.STORED);

      archive.provider("tape").delete(Archive.key(backup));
      assertThat(verified(backup, "tape").state()).isEqualTo(State.MISSING);
      try (var client = s3.client()) {
        archive.provider("tape").list("").forEach(o -> archive.provider("tape").delete(o.key()));
        client.deleteBucket(request -> request.bucket(s3.bucket()));
      }
      assertThat(verified(backup, "tape").state())
          .as("without its bucket")
          .isEqualTo(State.UNCHECKED);
    }
  }

  @Test
  void whoIsInterruptedFindsNothingOut() {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () ->
                  new CopyCheck(
                          archive::config,
                          archive::open,
                          archive.manifests,
                          archive.keys,
                          archive.rate)
                      .deep(backup, backup.copies().get(0)))
          .isInstanceOf(DumpwardenException.class)
          .hasMessageContaining("interrupted");
    } finally {
      Thread.interrupted();
    }
    assertThat(archive.copyOn(backup, "disk").verification()).isNull();
  }

  @Test
  void whatSomebodyElseFoundMeanwhileStands() {
    Backup backup = archive.backup(Making.PLAIN, "disk");
    var seen = archive.copyOn(backup, "disk");
    look(backup);

    boolean recorded =
        archive.verifications.record(
            seen, new Verification(archive.now(), Verification.Result.CORRUPT, "old news"));

    assertThat(recorded).isFalse();
    assertThat(archive.copyOn(backup, "disk").status()).isEqualTo(CopyStatus.STORED);
  }

  private Finding look(Backup backup) {
    return verified(backup, "disk");
  }

  private Finding verified(Backup backup, String storage) {
    archive.pass(java.time.Duration.ofSeconds(1));
    return archive.verify(backup, storage, false).finding();
  }

  private Finding quick(Backup backup) {
    return archive.verify(backup, "disk", QUICK).finding();
  }

  private void swap(ObjectKey one, ObjectKey two) throws Exception {
    byte[] bytes = Files.readAllBytes(archive.file("disk", one));
    Files.write(archive.file("disk", one), Files.readAllBytes(archive.file("disk", two)));
    Files.write(archive.file("disk", two), bytes);
  }

  private static Inventory holding(String... tables) {
    Inventory none = Inventory.empty("shop");
    return new Inventory(
        "shop",
        "utf8mb4",
        "utf8mb4_bin",
        Arrays.stream(tables).map(CopyCheckTest::table).toList(),
        none.views(),
        none.triggers(),
        none.routines(),
        none.events(),
        none.sequences());
  }

  private static TableFacts table(String name) {
    return new TableFacts(name, "InnoDB", 1, 16384, false, true, false, List.of(), false);
  }
}
