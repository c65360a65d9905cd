package io.dumpwarden.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.config.EncryptionChoice;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.pipeline.StreamEncryption;
import io.dumpwarden.storage.Secret;
import io.dumpwarden.testing.Property;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgeTest {

  private static final int CHUNK = 64 * 1024;

  /** A pair made for this test alone. */
  private static final String IDENTITY =
      "AGE-SECRET-KEY-1N9GAA3F5ZZFEJPADLLXNS9FNM0QVKGNZQ2T3SS22M5UL4UGPVLDS3J23AZ";

  private static final String RECIPIENT =
      "age10zmkr443v4du3lt30xxny7dmsphntxn30c0dg850qwur4ndhndvs77fem8";

  private static final Keyring IDENTITIES =
      Keyring.empty().with("holder", Secret.of("# made by age-keygen\n" + IDENTITY + "\n"));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200_000})
  void ageOpensWhatIsWrittenForARecipient(int size) throws Exception {
    Tool.require("age", "--version");
    byte[] plain = Bytes.random(size, size);
    Path sealed = file("dump.age", Bytes.encrypted(recipients(), plain));
    Path identity = file("identity", IDENTITY.getBytes());
    assertThat(Tool.output(sealed, "age", "-d", "-i", identity.toString())).isEqualTo(plain);
    assertThat(Bytes.decrypted(IDENTITIES, Files.readAllBytes(sealed))).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK, 2 * CHUNK, 200_000})
  void opensWhatAgeWrote(int size) throws Exception {
    Tool.require("age", "--version");
    byte[] plain = Bytes.random(size, size);
    byte[] sealed = Tool.output(file("plain", plain), "age", "-r", RECIPIENT);
    assertThat(Bytes.decrypted(IDENTITIES, sealed)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, CHUNK, 200_000})
  void passphrasesComeBack(int size) {
    Keyring keys = Keyring.empty().with("k", Secret.of("a passphrase: ß"));
    byte[] plain = Bytes.random(size, 1);
    assertThat(Bytes.decrypted(keys, Bytes.encrypted(age(keys, "k"), plain))).isEqualTo(plain);
    Keyring other = Keyring.empty().with("k", Secret.of("another"));
    byte[] sealed = Bytes.encrypted(age(keys, "k"), plain);
    assertThat(Bytes.refusal(other, sealed, new byte[0]).code()).isEqualTo(ErrorCode.KEY_WRONG);
  }

  /** age asks at a terminal only, which Python's pty stands in for. */
  @Test
  void ageOpensAndWritesWithAPassphrase() throws Exception {
    Tool.require("age", "--version");
    Tool.require("python3", "--version");
    Keyring keys = Keyring.empty().with("k", Secret.of("a passphrase"));
    byte[] plain = Bytes.random(100_000, 1);
    Path sealed = file("dump.age", Bytes.encrypted(age(keys, "k"), plain));
    Path opened = folder.resolve("opened");
    assertThat(atTerminal("-d", "-o", opened.toString(), sealed.toString())).isZero();
    assertThat(opened).hasBinaryContent(plain);
    Path theirs = folder.resolve("theirs.age");
    assertThat(atTerminal("-p", "-o", theirs.toString(), opened.toString())).isZero();
    assertThat(Bytes.decrypted(keys, Files.readAllBytes(theirs))).isEqualTo(plain);
  }

  @Test
  void cutsAndFlipsShow() {
    byte[] plain = Bytes.random(2 * CHUNK, 2);
    byte[] sealed = Bytes.encrypted(recipients(), plain);
    int payload = sealed.length - 2 * (CHUNK + 16);
    for (int edge : new int[] {payload, payload + CHUNK + 16, sealed.length}) {
      for (int length = edge - 20; length < Math.min(edge + 20, sealed.length); length++) {
        refused(Arrays.copyOf(sealed, length), plain, "cut at " + length);
      }
    }
    for (int length = 22; length < payload; length++) {
      refused(Arrays.copyOf(sealed, length), plain, "cut at " + length);
    }
    Property.forAll(
        300,
        draw -> draw.percent(50) ? draw.between(0, payload) : draw.between(0, sealed.length - 1),
        at -> {
          byte[] flipped = sealed.clone();
          flipped[at] ^= (byte) (1 << at % 8);
          refused(flipped, plain, "flip at " + at);
        });
  }

  private static void refused(byte[] spoiled, byte[] plain, String how) {
    DumpwardenException e = Bytes.refusal(IDENTITIES, spoiled, plain);
    // a changed stanza is one for somebody else: nothing tells them apart
    assertThat(e.code()).as(how).isIn(ErrorCode.BACKUP_CORRUPT, ErrorCode.KEY_WRONG);
  }

  @Test
  void withoutAnIdentityItSaysSo() {
    byte[] sealed = Bytes.encrypted(recipients(), new byte[10]);
    assertThat(Bytes.refusal(Keyring.empty(), sealed, new byte[0]).code())
        .isEqualTo(ErrorCode.KEY_MISSING);
  }

  private static StreamEncryption recipients() {
    return age(Keyring.empty().with("team", Secret.of(RECIPIENT)), "team");
  }

  private static StreamEncryption age(Keyring keys, String id) {
    return keys.encryption(new EncryptionChoice(EncryptionChoice.Type.AGE, id));
  }

  private static int atTerminal(String... arguments) throws Exception {
    String script =
        """
        import os, pty, sys
        pid, fd = pty.fork()
        if pid == 0:
            os.execvp("age", ["age"] + sys.argv[1:])
        asked = b""
        try:
            while True:
                data = os.read(fd, 1024)
                asked += data
                if b"assphrase" in asked and b": " in asked:
                    os.write(fd, b"a passphrase\\n")
                    asked = b""
        except OSError:
            pass
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """;
    String[] command = new String[arguments.length + 3];
    command[0] = "python3";
    command[1] = "-c";
    command[2] = script;
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    return Tool.run(null, command);
  }

  private Path file(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name), bytes);
  }
}
