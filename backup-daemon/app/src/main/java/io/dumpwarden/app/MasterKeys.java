package io.dumpwarden.app;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.secret.KeyCheck;
import io.dumpwarden.secret.KeyCheckStore;
import io.dumpwarden.secret.MasterKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the master key, and proves that it is the one that the metadata store was made with. */
final class MasterKeys {

  private final DaemonConfig config;
  private final DataDirectory data;

  MasterKeys(DaemonConfig config, DataDirectory data) {
    this.config = config;
    this.data = data;
  }

  /**
   * The key, given or kept; made only where the store has never seen one.
   *
   * @throws DumpwardenException {@code MASTER_KEY_WRONG} where it is another key, or lost
   */
  MasterKey keyFor(KeyCheckStore checks) {
    Optional<KeyCheck> check = checks.find();
    MasterKey key = given().or(this::kept).orElseGet(() -> created(check));
    if (check.isEmpty()) {
      return firstUse(key, checks);
    }
    return proven(key, check.get());
  }

  /**
   * The key, given or kept, whatever the store says; none is made.
   *
   * @throws DumpwardenException {@code MASTER_KEY_WRONG} where there is none, or it cannot be read
   */
  MasterKey required() {
    return given()
        .or(this::kept)
        .orElseThrow(
            () ->
                new DumpwardenException(
                    ErrorCode.MASTER_KEY_WRONG,
                    "there is no master key: DUMPWARDEN_MASTER_KEY is not set, and there is no %s"
                        .formatted(data.masterKey()),
                    "give the one of the recovery kit by DUMPWARDEN_MASTER_KEY, or put it into that"
                        + " file",
                    null));
  }

  private MasterKey firstUse(MasterKey key, KeyCheckStore checks) {
    try {
      checks.create(new KeyCheck(key.id(), key.checkValue()));
      return key;
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.ALREADY_EXISTS) {
        throw e;
      }
      // another node was faster
      return proven(key, checks.find().orElseThrow());
    }
  }

  private static MasterKey proven(MasterKey key, KeyCheck check) {
    if (!key.matches(check.value())) {
      throw new DumpwardenException(
          ErrorCode.MASTER_KEY_WRONG,
          "the metadata store was made with master key %s, this is %s"
              .formatted(check.keyId(), key.id()));
    }
    return key;
  }

  private Optional<MasterKey> given() {
    return config.givenMasterKey().map(secret -> parse(secret.reveal(), "DUMPWARDEN_MASTER_KEY"));
  }

  private Optional<MasterKey> kept() {
    Path file = data.masterKey();
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(Files.readString(file).strip(), file.toString()));
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.MASTER_KEY_WRONG,
          "the master key in %s cannot be read: %s".formatted(file, e),
          e);
    }
  }

  private static MasterKey parse(String base64, String where) {
    try {
      return MasterKey.parse(base64);
    } catch (IllegalArgumentException e) {
      throw new DumpwardenException(
          ErrorCode.MASTER_KEY_WRONG,
          "%s holds no master key: %s".formatted(where, e.getMessage()));
    }
  }

  private MasterKey created(Optional<KeyCheck> check) {
    if (check.isPresent()) {
      throw new DumpwardenException(
          ErrorCode.MASTER_KEY_WRONG,
          "master key %s is lost: %s is not there, and without it no stored password can be read"
              .formatted(check.get().keyId(), data.masterKey()));
    }
    MasterKey key = MasterKey.generate();
    try {
      NewFile.write(data.masterKey(), key.encoded().reveal() + "\n");
      return key;
    } catch (FileAlreadyExistsException e) {
      // another process was faster
      return kept().orElseThrow();
    } catch (IOException e) {
      throw new DumpwardenException(
          ErrorCode.MASTER_KEY_WRONG,
          "the master key cannot be kept in %s: %s".formatted(data.masterKey(), e),
          e);
    }
  }
}
