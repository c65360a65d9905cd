package io.dumpwarden.secret;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets that rest elsewhere: {@code env:NAME} for environment variables whose name starts
 * with {@code DUMPWARDEN_SECRET_}, {@code file:/path} for files that lie, all links followed, in
 * one of the allowed folders. Without these bounds, whoever may edit a row could have the daemon
 * read anything and send it to a server of theirs.
 */
final class SecretReferences {

  private static final String ENV = "env:";
  private static final String FILE = "file:";
  private static final String ENV_PREFIX = "DUMPWARDEN_SECRET_";
  private static final long MAX_BYTES = 64 * 1024;

  private final List<Path> allowedFolders;
  private final Function<String, @Nullable String> environment;

  SecretReferences(List<Path> allowedFolders, Function<String, @Nullable String> environment) {
    this.allowedFolders = List.copyOf(allowedFolders);
    this.environment = environment;
  }

  Secret read(String reference) {
    return reference.startsWith(ENV)
        ? variable(reference.substring(ENV.length()))
        : file(reference.substring(FILE.length()));
  }

  private Secret variable(String name) {
    if (!name.startsWith(ENV_PREFIX)) {
      throw unreadable(
          "a secret may only be taken from variables named %s…".formatted(ENV_PREFIX), null);
    }
    String value = environment.apply(name);
    if (value == null) {
      throw unreadable("environment variable %s is not set for this process".formatted(name), null);
    }
    return Secret.of(value);
  }

  private Secret file(String name) {
    try {
      Path path = Path.of(name);
      if (!path.isAbsolute()) {
        throw unreadable("secret file '%s' is not an absolute path".formatted(name), null);
      }
      // asked before the file is touched, so that nobody learns what exists elsewhere
      if (allowedFolders.stream().noneMatch(path.normalize()::startsWith)) {
        throw outside(name);
      }
      return read(path.toRealPath(), name);
    } catch (IOException | InvalidPathException e) {
      throw unreadable("secret file '%s' cannot be read".formatted(name), e);
    }
  }

  private Secret read(Path real, String name) throws IOException {
    if (!isAllowed(real)) {
      throw outside(name);
    }
    if (!Files.isRegularFile(real) || Files.size(real) > MAX_BYTES) {
      throw unreadable("secret file '%s' is not a file of at most 64 KiB".formatted(name), null);
    }
    String text = Files.readString(real);
    return Secret.of(text.replaceFirst("\\r?\\n\\z", ""));
  }

  private boolean isAllowed(Path real) throws IOException {
    for (Path folder : allowedFolders) {
      if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  private DumpwardenException outside(String name) {
    return unreadable(
        "secret file '%s' does not lie in an allowed folder (%s)"
            .formatted(
                name, String.join(", ", allowedFolders.stream().map(Path::toString).toList())),
        null);
  }

  private static DumpwardenException unreadable(String message, @Nullable Throwable cause) {
    return new DumpwardenException(ErrorCode.SECRET_UNREADABLE, message, cause);
  }
}
