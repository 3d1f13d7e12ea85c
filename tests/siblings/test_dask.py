from __future__ import annotations

import pytest
from support.plans import BINS, DOGS, LAMPS, PARKS, laid_out, plan

pytestmark = [
    pytest.mark.slow,
    # Dask's cluster leaves sockets and loops to the collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning"),
]


@pytest.fixture(scope="module")
def cluster():
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'policydiff[dask]'")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, processes=True
        ) as local,
        distributed.Client(local) as client,
    ):
        yield client


def documents():
    matters = [PARKS, BINS, LAMPS, DOGS]
    return [plan(*matters[k % 4 :], *matters[: k % 4]) for k in range(8)]


def test_a_dask_cluster_gives_the_result_of_one_process(cluster):
    from joblib import parallel_config

    with parallel_config(backend="dask"):
        shared = laid_out(*documents(), jobs=None)

    assert shared == laid_out(*documents())


def test_the_work_is_done_on_the_cluster(cluster):
    from joblib import parallel_config

    def steps(dask_scheduler):
        return dask_scheduler.transition_counter

    before = cluster.run_on_scheduler(steps)
    with parallel_config(backend="dask"):
        laid_out(*documents(), jobs=None)

    assert cluster.run_on_scheduler(steps) > before
