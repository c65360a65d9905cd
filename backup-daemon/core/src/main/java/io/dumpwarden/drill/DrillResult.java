package io.dumpwarden.drill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a drill found.
 *
 * @param throwaway what it was restored into, with its version
 * @param checkMillis how long it took to read a copy through before anything was loaded
 * @param loadMillis how long the load took
 * @param proofMillis how long it took to look at what was restored
 * @param rawBytes of SQL that were loaded
 * @param tables every table that was restored or should have been
 * @param assertions what the operator holds true
 * @param problems what is wrong, a line each; none for a good drill
 * @param unproven what could not be looked at there, and keeps a good drill from being a full one
 * @param notes what is worth knowing and takes nothing away
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DrillResult(
    String throwaway,
    long checkMillis,
    long loadMillis,
    long proofMillis,
    long rawBytes,
    List<TableProof> tables,
    List<AssertionProof> assertions,
    List<String> problems,
    List<String> unproven,
    List<String> notes) {

  public DrillResult {
    tables = List.copyOf(tables);
    assertions = List.copyOf(assertions);
    problems = List.copyOf(problems);
    unproven = List.copyOf(unproven);
    notes = List.copyOf(notes);
  }

  /**
   * A table as it came back.
   *
   * @param dumped the rows that the dump inserts; null where they are not comparable
   * @param rows the rows that are there; null where they could not be counted
   * @param check what CHECK TABLE said: {@code OK}, or its words
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record TableProof(
      String database,
      String table,
      @Nullable Long dumped,
      @Nullable Long rows,
      @Nullable String check) {

    static final String OK = "OK";

    /** Whether CHECK TABLE found nothing wrong. */
    @JsonIgnore
    public boolean isChecked() {
      return OK.equals(check);
    }

    /** Whether it holds as many rows as were dumped. */
    @JsonIgnore
    public boolean isCounted() {
      return dumped != null && dumped.equals(rows);
    }

    boolean countFits() {
      return rows != null && (dumped == null || Objects.equals(dumped, rows));
    }
  }

  /**
   * An assertion and what it came to.
   *
   * @param value what its SELECT gave; null for NULL
   * @param problem why it could not be asked; null where it could
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AssertionProof(
      String assertion, @Nullable String value, boolean holds, @Nullable String problem) {}
}
