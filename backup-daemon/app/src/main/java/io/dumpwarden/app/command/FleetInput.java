package io.dumpwarden.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The servers of a fleet's file. */
record FleetInput(List<FleetEntry> entries) {

  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int MAX_SERVERS = 10_000;

  /**
   * Reads a {@code .yaml}, {@code .yml} or {@code .csv} file.
   *
   * @throws DumpwardenException {@code CONFIG_INVALID} where it is none of these; what is wrong
   *     with single entries is in them
   */
  static FleetInput read(Path file, Map<String, String> environment) {
    List<FleetValues> all = parse(file, text(file));
    if (all.isEmpty() || all.size() > MAX_SERVERS) {
      throw unusable(
          file, all.isEmpty() ? "it names no server" : "it names more than " + MAX_SERVERS);
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    FleetFields fields = new FleetFields(folder == null ? file : folder, environment);
    List<FleetEntry> entries = new ArrayList<>();
    for (FleetValues values : all) {
      entries.add(fields.entry(entries.size() + 1, values));
    }
    return new FleetInput(List.copyOf(entries));
  }

  private static List<FleetValues> parse(Path file, String text) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    try {
      if (name.endsWith(".csv")) {
        return FleetCsv.read(text);
      }
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        return FleetYaml.read(text);
      }
    } catch (JsonProcessingException e) {
      throw unusable(file, problem(e));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, String.valueOf(e.getMessage()));
    }
    throw unusable(file, "its name must end with .yaml, .yml or .csv");
  }

  /** Without what the parsers quote from the file, which may be a password. */
  private static String problem(JsonProcessingException e) {
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    return "line %d: %s".formatted(line, message.replaceFirst("[:;,]? *[\"(].*", ""));
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw unusable(file, "it is longer than 4 MiB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw unusable(file, "it is not UTF-8");
    } catch (NoSuchFileException e) {
      throw unusable(file, "there is no such file");
    } catch (IOException e) {
      throw unusable(file, e.toString());
    }
  }

  private static DumpwardenException unusable(Path file, String why) {
    return new DumpwardenException(
        ErrorCode.CONFIG_INVALID,
        "file '%s' is no fleet: %s".formatted(file, why),
        "see \"Many servers at once\" in the README for what it looks like",
        null);
  }
}
