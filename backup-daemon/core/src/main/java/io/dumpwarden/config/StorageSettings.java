package io.dumpwarden.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks a storage's settings, by its type. */
final class StorageSettings {

  private static final Set<String> LOCAL = Set.of("path", "shared", "stall_limit");
  private static final Set<String> S3 =
      Set.of(
          "endpoint",
          "region",
          "bucket",
          "prefix",
          "path_style",
          "access_key",
          "ca_file",
          "sse",
          "kms_key_id",
          "storage_class",
          "object_lock_mode",
          "object_lock_days",
          "part_size",
          "max_parts",
          "stall_limit");

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern IP = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final int LONGEST = 1024;
  private static final long MIN_PART = 5L << 20;
  private static final long MAX_PART = 5L << 30;

  /** How S3 encrypts what it stores. */
  private enum Sse {
    NONE,
    S3,
    KMS
  }

  /** How S3 locks what it stores. */
  private enum ObjectLock {
    NONE,
    GOVERNANCE,
    COMPLIANCE
  }

  private final Fields fields;
  private final boolean secretKey;

  private StorageSettings(Map<String, String> settings, boolean secretKey) {
    this.fields = new Fields(Map.copyOf(settings));
    this.secretKey = secretKey;
  }

  static List<Problem> check(StorageType type, Map<String, String> settings, boolean secretKey) {
    StorageSettings check = new StorageSettings(settings, secretKey);
    switch (type) {
      case LOCAL -> check.local();
      case S3 -> check.s3();
    }
    // those that no check of their own reads must at least be one line
    settings.keySet().forEach(check::line);
    List<Problem> problems =
        new ArrayList<>(
            SettingTexts.unknown(settings.keySet(), type == StorageType.S3 ? S3 : LOCAL));
    check.fields.problems().stream()
        .map(problem -> new Problem("settings." + problem.field(), problem.message()))
        .forEach(problems::add);
    return problems;
  }

  private void line(String name) {
    if (fields.text(name).filter(text -> text.length() > LONGEST).isPresent()) {
      fields.problem(name, "must have at most %d characters".formatted(LONGEST));
    }
  }

  private void local() {
    fields.readRequired("path", StorageSettings::folder);
    fields.flag("shared", false);
    fields.read("stall_limit", Fields::positive);
  }

  private void s3() {
    fields.readRequired("bucket", StorageSettings::bucket);
    fields.read("endpoint", StorageSettings::endpoint);
    fields.read("prefix", StorageSettings::prefix);
    fields.flag("path_style", false);
    fields.absolutePath("ca_file");
    fields.read("part_size", StorageSettings::partSize);
    fields.integer("max_parts", 10_000, 1, 10_000);
    fields.read("stall_limit", Fields::positive);
    credentials();
    encryption();
    objectLock();
  }

  private void credentials() {
    if (fields.isSet("access_key") != secretKey) {
      fields.problem(
          "access_key",
          "access key and secret key belong together: set both, or none for the default chain");
    }
  }

  private void encryption() {
    Sse sse = fields.choice("sse", Sse.NONE, Sse.class, s -> s.name().toLowerCase(Locale.ROOT));
    if (fields.isSet("kms_key_id") && sse != Sse.KMS) {
      fields.problem("kms_key_id", "needs sse to be kms");
    }
  }

  private void objectLock() {
    ObjectLock mode =
        fields.choice(
            "object_lock_mode",
            ObjectLock.NONE,
            ObjectLock.class,
            m -> m.name().toLowerCase(Locale.ROOT));
    fields.integer("object_lock_days", 1, 1, 36_500);
    if (mode == ObjectLock.NONE && fields.isSet("object_lock_days")) {
      fields.problem("object_lock_days", "needs object_lock_mode to be governance or compliance");
    }
    if (mode != ObjectLock.NONE && !fields.isSet("object_lock_days")) {
      fields.problem("object_lock_days", "must be set: for how many days objects are locked");
    }
  }

  private static Path folder(String text) {
    Path path = Fields.absolute(text);
    if (path.getParent() == null) {
      throw new IllegalArgumentException("must be a folder below the root");
    }
    return path;
  }

  private static String bucket(String text) {
    boolean named = BUCKET.matcher(text).matches() && !IP.matcher(text).matches();
    if (!named || text.contains("..")) {
      throw new IllegalArgumentException(
          ("'%s' is not a bucket: write 3 to 63 lower-case letters, digits, '.' and '-', a letter"
                  + " or digit first and last")
              .formatted(text));
    }
    return text;
  }

  private static URI endpoint(String text) {
    URI uri = URI.create(text);
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
      throw new IllegalArgumentException(
          "must be a URL such as https://s3.example.com, without credentials and query");
    }
    return uri;
  }

  private static String prefix(String text) {
    if (text.startsWith("/") || List.of(text.split("/")).contains("..")) {
      throw new IllegalArgumentException("must not start with '/' nor hold '..'");
    }
    return text;
  }

  private static long partSize(String text) {
    long bytes = Sizes.parse(text);
    if (bytes < MIN_PART || bytes > MAX_PART) {
      throw new IllegalArgumentException("S3 takes parts from 5MiB to 5GiB, not " + text);
    }
    return bytes;
  }
}
