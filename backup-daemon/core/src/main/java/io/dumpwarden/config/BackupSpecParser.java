package io.dumpwarden.config;

import io.dumpwarden.pipeline.Compression;
import io.dumpwarden.pipeline.Compression.Algorithm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a backup is made out of texts: a schedule's columns, or what somebody asked for, under
 * the same names. Standards: every database but the server's own, one file each, everything in
 * them, zstd at the algorithm's own level, not encrypted, by the engine that suits the server.
 */
public final class BackupSpecParser {

  /** The columns that say how a backup is made. */
  public static final List<String> COLUMNS =
      List.of(
          "mode",
          "file_mode",
          "include_databases",
          "exclude_databases",
          "include_system",
          "companions",
          "name_prefix",
          "exclude_empty",
          "exclude_data",
          "exclude_tables",
          "exclude_table_data",
          "exclude_users",
          "dump_options",
          "compress_type",
          "compress_level",
          "encryption",
          "encryption_key",
          "file_name",
          "parallel_dumps",
          "engine",
          "max_rows_per_second",
          "max_bytes_per_second",
          "max_threads_running",
          "max_replica_lag",
          "lock_timeout",
          "non_transactional");

  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
  private static final int MAX_PARALLEL = 32;

  private final Fields fields;

  private BackupSpecParser(Fields fields) {
    this.fields = fields;
  }

  /**
   * Reads what somebody asked for.
   *
   * @param values by the names of {@link #COLUMNS}; what is left out has its standard
   * @throws InvalidConfigException with everything that is wrong
   */
  public static BackupSpec parse(Map<String, @Nullable String> values) {
    Fields fields = new Fields(values);
    BackupSpec spec = read(fields);
    fields.throwIfAny(new RowRef(ConfigKind.SCHEDULE, Schedule.MANUAL));
    return spec;
  }

  static BackupSpec read(Fields fields) {
    BackupSpecParser parser = new BackupSpecParser(fields);
    return new BackupSpec(
        parser.selection(),
        parser.contents(),
        fields.read("dump_options", DumpOptionSet::parse).orElse(DumpOptionSet.NONE),
        parser.compression(),
        parser.encryption(),
        fields.read("file_name", BackupSpecParser::fileName).orElse(null),
        fields.read("parallel_dumps", text -> Fields.number(text, 1, MAX_PARALLEL)).orElse(null),
        fields.choice("engine", EngineChoice.AUTO, EngineChoice.class, EngineChoice::id),
        DumpManners.read(fields));
  }

  private Selection selection() {
    List<Glob> include = fields.read("include_databases", Glob::parseList).orElse(List.of());
    SelectionMode standard = include.isEmpty() ? SelectionMode.SEPARATED : SelectionMode.FILTER;
    SelectionMode mode = fields.choice("mode", standard, SelectionMode.class, SelectionMode::id);
    boolean includeSystem = fields.flag("include_system", false);
    checkInclude(mode, include, includeSystem);
    return new Selection(
        mode,
        singleFile(mode),
        include,
        fields.read("exclude_databases", Glob::parseList).orElse(List.of()),
        includeSystem,
        fields.flag("companions", false),
        namePrefix(mode),
        fields.flag("exclude_empty", false));
  }

  private void checkInclude(SelectionMode mode, List<Glob> include, boolean includeSystem) {
    switch (mode) {
      case FILTER -> {
        if (include.isEmpty()) {
          fields.problem("include_databases", "mode filter needs names or patterns");
        }
      }
      case SINGLE -> {
        if (include.size() != 1 || !include.get(0).isPlain()) {
          fields.problem("include_databases", "mode single needs exactly one name");
        }
      }
      case ALL, PRIMARY, SECONDARY, SEPARATED -> {
        if (!include.isEmpty()) {
          fields.problem(
              "include_databases", "mode %s takes no list: use mode filter".formatted(mode.id()));
        }
      }
    }
    include.stream()
        .filter(Glob::isPlain)
        .map(Glob::plainName)
        .filter(name -> Selection.isVirtual(name) || Selection.isSystem(name) && !includeSystem)
        .forEach(name -> fields.problem("include_databases", systemDatabase(name)));
  }

  private static String systemDatabase(String name) {
    return Selection.isVirtual(name)
        ? "%s is the server's own database and is never dumped".formatted(name)
        : "%s is the server's own database: say include_system to dump it".formatted(name);
  }

  private String namePrefix(SelectionMode mode) {
    Optional<String> prefix = fields.text("name_prefix");
    if (mode != SelectionMode.PRIMARY && mode != SelectionMode.SECONDARY) {
      prefix.ifPresent(
          text ->
              fields.problem(
                  "name_prefix", "is for modes primary and secondary, not " + mode.id()));
    }
    return prefix.orElse("");
  }

  private boolean singleFile(SelectionMode mode) {
    Optional<String> fileMode = fields.text("file_mode");
    if (mode != SelectionMode.FILTER) {
      fileMode.ifPresent(
          text -> fields.problem("file_mode", "is for mode filter, not " + mode.id()));
      return mode == SelectionMode.ALL;
    }
    return fields.read("file_mode", BackupSpecParser::isSingleFile).orElse(false);
  }

  private static boolean isSingleFile(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "single-file" -> true;
      case "multi-file" -> false;
      default ->
          throw new IllegalArgumentException(
              "'%s' is none of: single-file, multi-file".formatted(text));
    };
  }

  private DumpContents contents() {
    return new DumpContents(
        fields.flag("exclude_data", false),
        fields.read("exclude_tables", TableGlob::parseList).orElse(List.of()),
        fields.read("exclude_table_data", TableGlob::parseList).orElse(List.of()),
        !fields.flag("exclude_users", false));
  }

  private Compression compression() {
    Algorithm algorithm =
        fields.choice("compress_type", Algorithm.ZSTD, Algorithm.class, Algorithm::id);
    Optional<Compression> chosen =
        fields.read(
            "compress_level",
            text -> new Compression(algorithm, Fields.number(text, 0, Integer.MAX_VALUE)));
    return chosen.orElseGet(() -> new Compression(algorithm, algorithm.defaultLevel()));
  }

  private EncryptionChoice encryption() {
    EncryptionChoice.Type type =
        fields.choice(
            "encryption",
            EncryptionChoice.Type.NONE,
            EncryptionChoice.Type.class,
            EncryptionChoice.Type::id);
    Optional<String> key = fields.text("encryption_key");
    if (type == EncryptionChoice.Type.NONE && key.isPresent()) {
      fields.problem("encryption_key", "is set, but encryption is none");
    }
    return new EncryptionChoice(type, key.orElse(null));
  }

  private static String fileName(String text) {
    if (!FILE_NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          ("'%s' is not the beginning of a file name: letters, digits, '.', '_' and '-', at most"
                  + " 60, a letter or digit first")
              .formatted(text));
    }
    return text;
  }
}
