package io.dumpwarden.dump;

import io.dumpwarden.source.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The option file that carries the credentials to a client program, readable by us alone. It is to
 * be closed, which deletes it, as soon as the program has read it.
 */
public final class DefaultsFile implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DefaultsFile.class);
  private static final FileAttribute<?> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path path;

  private DefaultsFile(Path path) {
    this.path = path;
  }

  /**
   * @param folder an existing folder
   * @param tls the lines that {@link ClientTls} gives
   */
  public static DefaultsFile create(Path folder, Login login, List<String> tls) throws IOException {
    return create(folder, login, tls, List.of());
  }

  /**
   * @param dump lines for the dump tool alone, of either flavor
   */
  static DefaultsFile create(Path folder, Login login, List<String> tls, List<String> dump)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("[client]"));
    lines.add(option("host", login.host()));
    lines.add("port=" + login.port());
    // Otherwise localhost would mean a socket file.
    lines.add("protocol=TCP");
    lines.add(option("user", login.user()));
    lines.add(option("password", login.password().reveal()));
    lines.addAll(tls);
    lines.add("[mysqldump]");
    lines.addAll(dump);
    DefaultsFile file =
        new DefaultsFile(Files.createTempFile(folder, "client-", ".cnf", OURS_ALONE));
    try {
      Files.writeString(file.path, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return file;
  }

  /** The first argument of the program. */
  public String argument() {
    return "--defaults-file=" + path.toAbsolutePath();
  }

  /**
   * {@code name="value"}: the quotes keep # and blanks, the escapes what would end the quotes or
   * the line.
   */
  static String option(String name, String value) {
    String escaped =
        value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t");
    return name + "=\"" + escaped + "\"";
  }

  /** Deletes the file. May be called again, by any thread. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.error(
          "the credentials file {} cannot be deleted, delete it by hand: {}", path, e.toString());
    }
  }
}
