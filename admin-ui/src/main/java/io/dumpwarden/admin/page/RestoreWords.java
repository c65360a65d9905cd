package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.RestoreWish;
import io.dumpwarden.config.Glob;
import io.dumpwarden.restore.Existing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A restore that somebody is putting together: the words of the form, which travel from step to
 * step in the address. Names of its fields are those of {@link RestoreWish}, but for {@code old}
 * and {@code new}, which are names of databases side by side, and {@code patterns} of databases.
 */
public final class RestoreWords {

  /** One field of the form. */
  public record Word(String name, String value) {}

  private static final String PATH = "/restores/new";
  private static final String OLD = "old";
  private static final String NEW = "new";
  private static final List<String> NAMES =
      List.of(
          "backup",
          "databases",
          "patterns",
          "tables",
          "users",
          "replaceUsers",
          "to",
          "existing",
          OLD,
          NEW,
          "continueOnError",
          "withoutBinlog",
          "rewrites",
          "skipSafetyBackup",
          "ticket",
          "parallel",
          "resume");

  private final Map<String, List<String>> words;

  private RestoreWords(Map<String, List<String>> words) {
    this.words = words;
  }

  /** Of a request's parameters; those that do not belong to it are left out. */
  static RestoreWords of(Map<String, List<String>> given) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    for (String name : NAMES) {
      List<String> values = given.getOrDefault(name, List.of());
      List<String> kept =
          isName(name) ? values : values.stream().filter(value -> !value.isBlank()).toList();
      if (!kept.isEmpty()) {
        words.put(name, kept);
      }
    }
    return new RestoreWords(words);
  }

  /** Names of databases may be blank; and the two lists go side by side. */
  private static boolean isName(String name) {
    return name.equals(OLD) || name.equals(NEW) || name.equals("databases");
  }

  /** The words that give a database a new name. */
  static Stream<Word> renaming(String old, String next) {
    return Stream.of(new Word(OLD, old), new Word(NEW, next));
  }

  /** The first value of a field; null where it is not given. */
  public @Nullable String text(String name) {
    return words.containsKey(name) ? words.get(name).get(0) : null;
  }

  public List<String> all(String name) {
    return words.getOrDefault(name, List.of());
  }

  public boolean on(String name) {
    return all(name).contains("true");
  }

  /** What becomes of what is there; beside it where nothing is said. */
  public String existing() {
    return Objects.requireNonNullElse(text("existing"), Existing.INTO_NEW.id());
  }

  public String users() {
    return Objects.requireNonNullElse(text("users"), "none");
  }

  /** The new name of a database; null where it has none. */
  public @Nullable String renamed(String old) {
    return renames().get(old);
  }

  /** Whether a database is restored. */
  public boolean chosen(String database) {
    return all("databases").isEmpty() || all("databases").contains(database);
  }

  /** All words but those of these fields: to be carried on by another form. */
  public List<Word> without(List<String> names) {
    return words.entrySet().stream()
        .filter(entry -> !names.contains(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream().map(value -> new Word(entry.getKey(), value)))
        .toList();
  }

  /** The address of a step. */
  public String step(String step) {
    return without(List.of()).stream()
        .map(word -> HistoryLinks.word(word.name(), word.value()))
        .collect(Collectors.joining("&", PATH + "?step=" + step + "&", ""));
  }

  /** The same with one word said otherwise. */
  RestoreWords with(String name, String value) {
    Map<String, List<String>> other = new LinkedHashMap<>(words);
    other.put(name, List.of(value));
    return new RestoreWords(other);
  }

  /** The plan, if what is there were treated otherwise. */
  public String instead(String existing) {
    return with("existing", existing).step("plan");
  }

  /**
   * @param confirm what was typed to confirm it; null before that
   */
  RestoreWish wish(@Nullable String confirm) {
    return new RestoreWish(
        Objects.requireNonNullElse(text("backup"), ""),
        Objects.requireNonNullElse(text("to"), ""),
        globs(),
        null,
        renames(),
        lines("tables"),
        existing(),
        users(),
        on("replaceUsers"),
        on("continueOnError"),
        on("withoutBinlog"),
        all("rewrites").stream().distinct().toList(),
        on("skipSafetyBackup"),
        confirm,
        HistoryQuery.given(text("ticket")),
        HistoryQuery.given(text("parallel")),
        on("resume"));
  }

  private List<String> globs() {
    return Stream.concat(
            all("databases").stream().map(name -> Glob.literal(name).pattern()),
            lines("patterns").stream())
        .toList();
  }

  private List<String> lines(String name) {
    return all(name).stream()
        .flatMap(text -> Arrays.stream(text.split("\\R")))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private Map<String, String> renames() {
    List<String> old = all(OLD);
    List<String> next = all(NEW);
    Map<String, String> renames = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(old.size(), next.size()); i++) {
      if (!next.get(i).isBlank() && chosen(old.get(i))) {
        renames.put(old.get(i), next.get(i));
      }
    }
    return renames;
  }

  /** The databases of the names, in their order, that are restored. */
  List<String> chosenOf(List<String> names) {
    return new ArrayList<>(names.stream().filter(this::chosen).toList());
  }
}
