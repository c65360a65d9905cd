package io.dumpwarden.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What was built. */
public final class BuildInfo {

  private BuildInfo() {}

  /** The version in the POM. */
  public static String version() {
    try (InputStream in = BuildInfo.class.getResourceAsStream("/dumpwarden.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("the build's own description cannot be read", e);
    }
  }
}
