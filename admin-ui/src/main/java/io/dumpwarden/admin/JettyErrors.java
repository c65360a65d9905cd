package io.dumpwarden.admin;

import io.dumpwarden.admin.route.Problem;
import io.dumpwarden.admin.route.SecurityHeaders;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers for requests so broken that Jetty turns them away itself: a problem, not Jetty's page
 * with its stack.
 */
final class JettyErrors extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.addTo(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
    Problem problem = Problem.of(response.getStatus(), "the request could not be read");
    Content.Sink.write(response, true, problem.json(), callback);
    return true;
  }
}
