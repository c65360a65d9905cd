package io.dumpwarden.storage;

import java.util.List;

/**
 * The name of an object: segments of letters, digits and {@code . _ - % ~ = + @ ,} joined by
 * slashes, without empty, {@code .} or {@code ..} segments, each at most 255 bytes, 900 bytes in
 * all. So a key is a safe relative path and a safe S3 key alike; whoever makes one escapes
 * everything else.
 */
public record ObjectKey(String value) {

  private static final int MAX_BYTES = 900;
  private static final int MAX_SEGMENT_BYTES = 255;

  public ObjectKey {
    if (value.length() > MAX_BYTES) {
      throw new IllegalArgumentException("object key is longer than " + MAX_BYTES + " bytes");
    }
    for (String segment : value.split("/", -1)) {
      requireSegment(segment, value);
    }
  }

  /** The key whose segments are these. */
  public static ObjectKey of(String... segments) {
    return new ObjectKey(String.join("/", segments));
  }

  /** This key with something behind its last segment: {@code x.sql.zst} and {@code .meta.json}. */
  public ObjectKey withSuffix(String suffix) {
    return new ObjectKey(value + suffix);
  }

  public List<String> segments() {
    return List.of(value.split("/"));
  }

  /** The last segment. */
  public String fileName() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return value;
  }

  private static void requireSegment(String segment, String key) {
    boolean plain = segment.chars().allMatch(ObjectKey::isPlain);
    if (segment.isEmpty()
        || segment.equals(".")
        || segment.equals("..")
        || segment.length() > MAX_SEGMENT_BYTES
        || !plain) {
      throw new IllegalArgumentException("not an object key: " + key);
    }
  }

  private static boolean isPlain(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || "._-%~=+@,".indexOf(c) >= 0;
  }
}
