package dev.macadam.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy on loopback that passes everything on, until it is told to hold what clients send on the
 * connections that there are; connections that are made later pass.
 */
public final class HoldingProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Pipe> fromClients = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** Begins to pass on to a port of this machine. */
  public HoldingProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Where clients connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections there have been. */
  public int connections() {
    return connections.get();
  }

  /** Holds what is sent on the connections that there are. */
  public void hold() {
    fromClients.forEach(pipe -> pipe.gate = new CountDownLatch(1));
  }

  /** Whether something is held. */
  public boolean holdsSomething() {
    return fromClients.stream().anyMatch(pipe -> pipe.holding);
  }

  /** Passes on what was held, and everything after it. */
  public void release() {
    fromClients.forEach(pipe -> pipe.gate.countDown());
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      sockets.add(client);
      sockets.add(server);
      Pipe fromClient = new Pipe(client, server);
      fromClients.add(fromClient);
      connections.incrementAndGet();
      start(fromClient::run);
      start(new Pipe(server, client)::run);
    }
  }

  @Override
  public void close() throws IOException {
    release();
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Work that ends with the sockets. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException | InterruptedException closed) {
                // One side has hung up.
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** One direction of a connection. */
  private static final class Pipe {
    private final Socket from;
    private final Socket to;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean holding;

    Pipe(Socket from, Socket to) {
      this.from = from;
      this.to = to;
    }

    void run() throws IOException, InterruptedException {
      try (from;
          to) {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          holding = gate.getCount() > 0;
          gate.await();
          holding = false;
          out.write(buffer, 0, count);
        }
      }
    }
  }
}
