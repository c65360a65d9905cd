package io.dumpwarden.access;

import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.Problem;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens for programs: made, proven, revoked. Safe for use by many threads. */
public final class TokenEditor {

  /** What every token begins with, so that scanners for leaked secrets find it. */
  public static final String PREFIX = "dwt_";

  private static final String KIND = "token";
  private static final int ALL = 100_000;
  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final int LONGEST_TEXT = 200;

  /** How far the store may lag behind in when a token was last used: spares a write a request. */
  private static final Duration USED_STEP = Duration.ofMinutes(1);

  private final ApiTokens tokens;
  private final AuditLog audit;
  private final InstantSource clock;

  public TokenEditor(AccessStore store, InstantSource clock) {
    this.tokens = store.tokens();
    this.audit = store.audit();
    this.clock = clock;
  }

  /**
   * A token to be made.
   *
   * @param role its id
   * @param expiresAt null for never
   */
  public record NewToken(String name, String role, @Nullable Instant expiresAt) {}

  /**
   * A token that was just made.
   *
   * @param text what proves it, which nobody can show again
   */
  public record Created(ApiToken token, Secret text) {}

  /** By name; null for the first ones. */
  public List<ApiToken> list(@Nullable String after, int limit) {
    return tokens.list(after, limit);
  }

  /**
   * @throws DumpwardenException {@code NOT_FOUND}
   */
  public ApiToken get(String name) {
    return tokens.find(Rules.normalised(name)).orElseThrow(() -> unknown(name));
  }

  /**
   * @param most the role of whoever makes it: the token may have no higher one
   * @throws InvalidFieldsException with all that is wrong
   * @throws DumpwardenException {@code ALREADY_EXISTS}
   */
  public Created create(NewToken wanted, Role most, Actor actor) {
    String name = Rules.normalised(wanted.name());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<Problem> problems = new ArrayList<>(Rules.ofName(name));
    Role role = UserEditor.role(wanted.role(), problems);
    if (!most.includes(role)) {
      problems.add(new Problem("role", "must not be higher than your own, " + most.id()));
    }
    Instant end = wanted.expiresAt();
    if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(LONGEST)))) {
      problems.add(new Problem("expiresAt", "must lie in the next ten years"));
    }
    UserEditor.requireNone("token " + name, problems);
    Secret text = OpaqueToken.fresh(PREFIX);
    ApiToken token =
        new ApiToken(
            UUID.randomUUID().toString(), name, role, actor.name(), now, wanted.expiresAt(), null);
    return tokens.together(
        () -> {
          tokens.insert(token, OpaqueToken.digest(text));
          append("add", actor, name, Map.of(), shown(token));
          return new Created(token, text);
        });
  }

  /**
   * Ends a token, at once and on all nodes.
   *
   * @throws DumpwardenException {@code NOT_FOUND}
   */
  public void revoke(String name, Actor actor) {
    tokens.together(
        () -> {
          ApiToken token = get(name);
          tokens.delete(token.id());
          append("remove", actor, token.name(), shown(token), Map.of());
          return true;
        });
  }

  /** The token that a text proves; empty where there is none, or it has expired. */
  public Optional<ApiToken> prove(Secret text) {
    if (!text.reveal().startsWith(PREFIX) || text.reveal().length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Optional<ApiToken> found =
        tokens.ofDigest(OpaqueToken.digest(text)).filter(token -> !token.isExpired(now));
    found.ifPresent(token -> use(token, now));
    return found;
  }

  private void use(ApiToken token, Instant now) {
    Instant last = token.lastUsedAt();
    if (last == null || last.plus(USED_STEP).isBefore(now)) {
      tokens.used(token.id(), now);
    }
  }

  private DumpwardenException unknown(String name) {
    List<String> names = list(null, ALL).stream().map(ApiToken::name).toList();
    return new DumpwardenException(
        ErrorCode.NOT_FOUND,
        "there is no token '%s'%s"
            .formatted(
                name, Nearest.to(name, names).map("; did you mean '%s'?"::formatted).orElse("")));
  }

  private static Map<String, @Nullable String> shown(ApiToken token) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    fields.put("name", token.name());
    fields.put("role", token.role().id());
    fields.put("expiresAt", token.expiresAt() == null ? null : token.expiresAt().toString());
    return fields;
  }

  private void append(
      String action,
      Actor actor,
      String name,
      Map<String, @Nullable String> before,
      Map<String, @Nullable String> after) {
    audit.append(new AuditEntry(clock.instant(), actor, action, KIND, name, before, after));
  }
}
