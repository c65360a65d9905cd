package io.dumpwarden.admin.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.access.Role;
import io.dumpwarden.admin.AdminServer;
import io.dumpwarden.admin.AdminSettings;
import io.dumpwarden.admin.HealthChecks;
import io.dumpwarden.admin.page.Pages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FileAnswerTest {

  private static final byte[] BYTES = "0123456789".getBytes();
  private static final Caller CALLER =
      new Caller("ann", Role.VIEWER, "api", "127.0.0.1", null, "", false);

  private volatile long told = BYTES.length;
  private volatile FileAnswer.Opening opening =
      from -> new ByteArrayInputStream(BYTES, (int) from, BYTES.length);
  private final AdminServer server = serving();

  private AdminServer serving() {
    AdminServer made =
        new AdminServer(
            new AdminSettings("127.0.0.1", 0),
            new HealthChecks(List.of(), List::of, InstantSource.system()),
            ctx -> Optional.of(CALLER),
            new Pages(InstantSource.system()),
            List.of(routes -> routes.get("/api/v1/file", Access.VIEWER, this::answer)));
    made.start();
    return made;
  }

  private void answer(io.javalin.http.Context ctx) throws IOException {
    ByteRange range = told < 0 ? null : ByteRange.of(ctx.header("Range"), told).orElse(null);
    new FileAnswer("it's \"one\"\r\n.sql", told, opening).answer(ctx, range);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private HttpResponse<String> get(@Nullable String range) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/v1/file"));
    if (range != null) {
      request.header("Range", range);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void theWholeFileComesWithItsNameAndSize() throws Exception {
    HttpResponse<String> answer = get(null);

    assertThat(answer.body()).isEqualTo("0123456789");
    assertThat(answer.headers().firstValue("Content-Length")).contains("10");
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("bytes");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .contains(
            "attachment; filename=\"it_s__one___.sql\";"
                + " filename*=UTF-8''it%27s%20%22one%22%0D%0A.sql");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0",
    "bytes=3-5, 345",
    "bytes=8-, 89",
    "bytes=8-99, 89",
    "bytes=-3, 789",
    "bytes=-99, 0123456789"
  })
  void aRangeIsGiven(String range, String expected) throws Exception {
    HttpResponse<String> answer = get(range);

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(expected);
    assertThat(answer.headers().firstValue("Content-Length")).contains("" + expected.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=1-2,4-5", "lines=1-2", "bytes=-", "bytes=5-3", "bytes=x-"})
  void whatIsNoSingleRangeGetsTheWhole(String range) throws Exception {
    assertThat(get(range).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
  void bytesThatAreNotThereAreRefused(String range) throws Exception {
    assertThat(get(range).statusCode()).isEqualTo(416);
  }

  @Test
  void aFileOfUnknownSizeComesWhole() throws Exception {
    told = -1;

    assertThat(get("bytes=3-5").body()).isEqualTo("0123456789");
  }

  @Test
  void whatCannotBeOpenedIsAProblem() throws Exception {
    opening =
        from -> {
          throw new ProblemException(Problem.of(404, "gone"));
        };

    assertThat(get(null).statusCode()).isEqualTo(404);
  }

  @Test
  void aFailureOnTheWayCutsTheConnectionWhetherTheSizeIsKnownOrNot() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("planted");
          }
        };
    opening = from -> new SequenceInputStream(new ByteArrayInputStream(BYTES), failing);
    told = 20;
    assertThatThrownBy(() -> get(null)).isInstanceOf(IOException.class);
    told = -1;
    assertThatThrownBy(() -> get(null)).isInstanceOf(IOException.class);
  }

  @Test
  void aFileThatIsShorterThanToldCutsTheConnection() {
    told = 11;

    assertThatThrownBy(() -> get(null)).isInstanceOf(IOException.class);
  }
}
