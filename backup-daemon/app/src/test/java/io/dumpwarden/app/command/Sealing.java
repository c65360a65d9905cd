package io.dumpwarden.app.command;

import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The ways of encryption, each with a key of its own, and how it is undone without a restore. */
enum Sealing {
  NONE("none"),
  AES("aes-256-gcm"),
  AGE_PASSPHRASE("age"),
  AGE_RECIPIENT("age");

  private static final String PASSPHRASE = "planted passphrase of tests";

  private static final Cli CLI = Cli.shared();
  private static final Path PASSPHRASE_FILE = CLI.folder().resolve("nasty-passphrase");
  private static final Path IDENTITY_FILE = CLI.folder().resolve("nasty-identity");
  private static boolean made;

  private final String option;

  Sealing(String option) {
    this.option = option;
  }

  /** Makes the keys, once for all test classes. */
  static synchronized void make() throws Exception {
    if (made) {
      return;
    }
    made = true;
    Files.writeString(PASSPHRASE_FILE, PASSPHRASE + "\n");
    new ProcessBuilder("age-keygen", "-o", IDENTITY_FILE.toString()).start().waitFor();
    key(AES, "--passphrase-file", PASSPHRASE_FILE.toString());
    key(AGE_PASSPHRASE, "--passphrase-file", PASSPHRASE_FILE.toString());
    key(AGE_RECIPIENT, "--recipients", recipient());
  }

  private static void key(Sealing sealing, String... value) {
    CLI.given("key", "add", sealing.keyId(), "--type", sealing.option, value[0], value[1]);
  }

  private static String recipient() throws IOException {
    return Files.readAllLines(IDENTITY_FILE).stream()
        .filter(line -> line.startsWith("# public key: "))
        .map(line -> line.substring("# public key: ".length()))
        .findFirst()
        .orElseThrow();
  }

  /** What must never be seen anywhere but in the files of the keys. */
  static List<String> secrets() throws IOException {
    List<String> identity = Files.readAllLines(IDENTITY_FILE);
    return List.of(PASSPHRASE, identity.get(identity.size() - 1));
  }

  String keyId() {
    return "nasty-" + ordinal();
  }

  /** What a backup is told. */
  List<String> options() {
    return this == NONE
        ? List.of("--encryption", option)
        : List.of("--encryption", option, "--key-id", keyId());
  }

  /** The same in the words of a run's request. */
  Map<String, String> words() {
    return this == NONE ? Map.of() : Map.of("encryption", option, "encryption_key", keyId());
  }

  /** What names of files end with. */
  String extension() {
    return switch (this) {
      case NONE -> "";
      case AES -> ".enc";
      case AGE_PASSPHRASE, AGE_RECIPIENT -> ".age";
    };
  }

  static Secret identity() throws IOException {
    return Secret.of(Files.readString(IDENTITY_FILE));
  }

  /** What a restore needs besides: the daemon holds no key of recipients. */
  String[] restoreOptions() {
    return this == AGE_RECIPIENT
        ? new String[] {"--encryption-key-file", IDENTITY_FILE.toString()}
        : new String[0];
  }

  /** What decrypts without a metadata store. */
  String[] keyOptions() {
    return this == AGE_RECIPIENT
        ? restoreOptions()
        : new String[] {"--passphrase-file", PASSPHRASE_FILE.toString()};
  }

  /** An identity of age that nothing is for. */
  static Path strangersIdentity() throws Exception {
    Path file = CLI.folder().resolve("nasty-stranger");
    new ProcessBuilder("age-keygen", "-o", file.toString()).start().waitFor();
    return file;
  }

  /** The decrypted file, beside the encrypted one. */
  Path open(Path sealed) throws Exception {
    return this == NONE ? sealed : opened(sealed, sealed.resolveSibling("opened-" + plain(sealed)));
  }

  private Path opened(Path sealed, Path plain) throws Exception {
    switch (this) {
      case NONE -> throw new IllegalArgumentException("there is nothing to decrypt");
      case AES ->
          ByHand.run(List.of("python3", script(), PASSPHRASE_FILE.toString()), sealed, plain);
      case AGE_RECIPIENT ->
          ByHand.run(List.of("age", "-d", "-i", IDENTITY_FILE.toString()), sealed, plain);
      case AGE_PASSPHRASE -> decryptCommand(sealed, plain);
    }
    return plain;
  }

  /** age itself asks for passphrases at a terminal only. */
  private static void decryptCommand(Path sealed, Path plain) {
    Outcome outcome =
        CLI.run(
            "decrypt",
            sealed.toString(),
            "--passphrase-file",
            PASSPHRASE_FILE.toString(),
            "--output",
            plain.toString(),
            "--force");
    if (outcome.exit() != 0) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  private static String plain(Path sealed) {
    return sealed.getFileName().toString().replaceFirst("\\.(enc|age)$", "");
  }

  private static String script() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("docs/decrypt.py"))) {
      here = here.getParent();
    }
    return here.resolve("docs/decrypt.py").toString();
  }
}
