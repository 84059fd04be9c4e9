// The least that a server on epoll can do to tell everyone everything: one write() a stream a message.
//   floor PORT
// GET opens a stream; the body of a POST goes to all of them. A request is expected whole in one read, and what a
// stream can't take at once is lost to it, which the load generator would tell.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 65536, REQUEST = 1 << 18 };
static int streams[MOST], place[MOST], count; // place[fd]: where it stands in streams, from 1; 0 is nowhere
static char in[REQUEST + 1], out[REQUEST + 64];

static void leave(int fd) {
  if (place[fd]) {
    int last = streams[--count];
    streams[place[fd] - 1] = last;
    place[last] = place[fd];
    place[fd] = 0;
  }
  close(fd);
}

static void answer(int fd, const char *text) {
  if (write(fd, text, strlen(text)) < 0) leave(fd);
}

static void tell(const char *body, int length) {
  int size = sprintf(out, "id: 1\ndata: %.*s\n\n", length, body);
  for (int i = 0; i < count; i++)
    if (write(streams[i], out, size) != size) fprintf(stderr, "stream %d missed a message\n", streams[i]);
}

static void requests(int fd, char *at) {
  if (!memcmp(at, "GET", 3)) {
    streams[count++] = fd;
    place[fd] = count;
    answer(fd, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n:\n\n");
    return;
  }
  for (char *length, *body; (length = strcasestr(at, "content-length:")) && (body = strstr(length, "\r\n\r\n")); at = body + atoi(length + 15)) {
    body += 4;
    tell(body, atoi(length + 15));
    answer(fd, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  }
}

int main(int arguments, char **argument) {
  int one = 1, port = arguments == 2 ? atoi(argument[1]) : 0, all = epoll_create1(0);
  int door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct epoll_event event = {.events = EPOLLIN, .data.fd = door}, events[512];
  signal(SIGPIPE, SIG_IGN);
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (!port || bind(door, (void *)&address, sizeof address) || listen(door, 4096)) return perror("floor PORT"), 2;
  epoll_ctl(all, EPOLL_CTL_ADD, door, &event);
  for (;;) {
    int ready = epoll_wait(all, events, 512, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd, got;
      if (fd == door) {
        while ((fd = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0 && fd < MOST) {
          setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          event.data.fd = fd;
          epoll_ctl(all, EPOLL_CTL_ADD, fd, &event);
        }
      } else if ((got = read(fd, in, REQUEST)) <= 0) {
        leave(fd);
      } else {
        in[got] = 0;
        requests(fd, in);
      }
    }
  }
}
