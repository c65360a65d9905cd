package io.dumpwarden.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The one account of an embedded server. */
record Credentials(String user, String password) {

  private static final String USER = "dumpwarden";

  /** Reads the folder's credentials, or makes them while there is no data yet. */
  static Credentials of(ServerFolder folder) throws IOException {
    PrivateFile file = new PrivateFile(folder.credentials());
    var kept = file.read();
    if (kept.isPresent()) {
      return new Credentials(
          required(kept.get(), "user", folder), required(kept.get(), "password", folder));
    }
    if (Files.exists(folder.data())) {
      throw new EmbeddedMariaDbException(
          "%s is missing, and without it the data beside it cannot be opened: put it back"
              .formatted(folder.credentials()));
    }
    return create(file);
  }

  private static Credentials create(PrivateFile file) throws IOException {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    Credentials created = new Credentials(USER, HexFormat.of().formatHex(random));
    Properties values = new Properties();
    values.setProperty("user", created.user());
    values.setProperty("password", created.password());
    file.write(values);
    return created;
  }

  private static String required(Properties values, String name, ServerFolder folder)
      throws EmbeddedMariaDbException {
    String value = values.getProperty(name);
    if (value == null) {
      throw new EmbeddedMariaDbException(
          "%s has no %s: put back the file that was there".formatted(folder.credentials(), name));
    }
    return value;
  }

  @Override
  public String toString() {
    return user + " (password redacted)";
  }
}
