#include "cage/cage.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>

#include <review/error.hpp>

#include "cage/worker.hpp"

namespace review {

struct Cage::Impl {
    Read read;
    CageOptions options;
    std::vector<std::unique_ptr<Worker>> workers;

    bool has_time() const {
        return workers.size() < options.workers || std::any_of(workers.begin(), workers.end(), [](const auto& worker) { return !worker->is_busy(); });
    }

    // Where has_time(). Known only now: what was read into memory for the task is in none of those that were started before.
    Worker& worker_for(const CageTask& task) {
        if (task.anew) {
            for (const auto& worker : workers) worker->wear_out();
        }
        const auto idle = std::find_if(workers.begin(), workers.end(), [](const auto& worker) { return !worker->is_busy(); });
        if (idle == workers.end()) return *workers.emplace_back(std::make_unique<Worker>(read, options));
        if ((*idle)->is_worn()) {
            idle->reset();
            *idle = std::make_unique<Worker>(read, options);
        }
        return **idle;
    }

    // Those that have something to tell, or whose time is over.
    std::vector<Worker*> wait() const {
        std::vector<pollfd> sockets;
        std::vector<Worker*> busy, ready;
        auto end = std::chrono::steady_clock::time_point::max();
        for (const auto& worker : workers) {
            if (!worker->is_busy()) continue;
            sockets.push_back({worker->socket(), POLLIN, 0});
            busy.push_back(worker.get());
            end = std::min(end, worker->deadline());
        }
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
        poll(sockets.data(), sockets.size(), static_cast<int>(std::clamp<long>(left + 1, 0, 60'000)));
        const auto now = std::chrono::steady_clock::now();
        for (std::size_t i = 0; i < busy.size(); ++i) {
            if (sockets[i].revents != 0 || busy[i]->deadline() <= now) ready.push_back(busy[i]);
        }
        return ready;
    }

    bool any_busy() const {
        return std::any_of(workers.begin(), workers.end(), [](const auto& worker) { return worker->is_busy(); });
    }
};

Cage::Cage(Read read, CageOptions options) : impl_(std::make_unique<Impl>()) {
    impl_->read = std::move(read);
    impl_->options = std::move(options);
}

Cage::~Cage() = default;

void Cage::start() {
    while (impl_->workers.size() < impl_->options.workers) impl_->workers.push_back(std::make_unique<Worker>(impl_->read, impl_->options));
}

void Cage::read_all(std::size_t count, const std::function<std::optional<CageTask>(std::size_t)>& task,
                    const std::function<void(std::size_t, CageAnswer&&)>& take) {
    for (std::size_t next = 0; next < count || impl_->any_busy();) {
        while (next < count && impl_->has_time()) {
            const auto number = next++;
            if (auto given = task(number)) impl_->worker_for(*given).give(number, *std::move(given));
        }
        if (!impl_->any_busy()) continue;  // nothing of what was asked for could be given
        for (auto* const worker : impl_->wait()) {
            const auto number = worker->task();
            if (auto answer = worker->attend()) take(number, *std::move(answer));
        }
    }
}

CageAnswer Cage::read(CageTask&& task) {
    CageAnswer only;
    read_all(1, [&](std::size_t) { return std::optional(std::move(task)); }, [&](std::size_t, CageAnswer&& answer) { only = std::move(answer); });
    if (only.error) throw Error(only.error->code, only.error->what, only.error->obstacles);
    return only;
}

}  // namespace review
